using Persona.Bench.Files.Folders;
using Persona.Bench.Files.Tests.Yaml;

namespace Persona.Bench.Files.Tests.Folders;

public sealed class NewFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_last_folder_of_a_path_is_made_once()
    {
        NewFolder.Make(_folder["data"]).ShouldBe(_folder["data"]);
        NewFolder.Make(_folder["data/"]).ShouldBeNull();

        Directory.GetFileSystemEntries(_folder["data"]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("no/such")]
    [InlineData("no/.persona/such")]
    [InlineData("/persona-no-such-folder")]
    public void Nothing_is_made_of_a_path_with_more_missing_or_at_the_root_of_a_disk(string path)
    {
        var refusal = NewFolder.Refusal(_folder[path]).ShouldNotBeNull();

        Should.Throw<DirectoryNotFoundException>(() => NewFolder.Make(_folder[path])).Message.ShouldBe(refusal);
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
        Directory.Exists("/persona-no-such-folder").ShouldBeFalse();
    }

    [Theory]
    [InlineData(".persona")]
    [InlineData(".persona/spool")]
    public void The_folder_of_the_product_is_made_on_the_way_and_keeps_itself_out_of_git(string path)
    {
        NewFolder.Make(_folder[path]).ShouldBe(_folder[path]);

        File.ReadAllText(_folder[".persona/.gitignore"]).ShouldBe("*\n");
    }

    [Fact]
    public void A_gitignore_that_somebody_changed_stays()
    {
        NewFolder.Make(_folder[".persona"]);
        File.WriteAllText(_folder[".persona/.gitignore"], "!bench.db\n");

        NewFolder.Make(_folder[".persona/spool"]);

        File.ReadAllText(_folder[".persona/.gitignore"]).ShouldBe("!bench.db\n");
    }
}
