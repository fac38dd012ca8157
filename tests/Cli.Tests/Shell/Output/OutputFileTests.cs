using System.Runtime.Versioning;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Cli.Shell.Output;

namespace Persona.Bench.Cli.Tests.Shell.Output;

[UnsupportedOSPlatform("windows")]
public sealed class OutputFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("persona-output-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_last_folder_is_made_and_nothing_else_is_left_beside_the_file()
    {
        var first = OutputFile.Parse(PathOf("a/c.txt"))!;
        first.Write("one");
        OutputFile.Parse(PathOf("a/c.txt"))!.Write("two\n");

        first.NewFolder.ShouldBe(PathOf("a"));
        File.ReadAllText(PathOf("a/c.txt")).ShouldBe("two\n");
        Directory.GetFiles(PathOf("a")).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("no/such/c.txt")]
    [InlineData("/persona-no-such-folder/c.txt")]
    public void A_folder_in_a_folder_that_is_not_there_is_refused_as_one_at_the_root_of_a_disk_is(string path)
    {
        Should.Throw<UsageException>(() => OutputFile.Parse(Path.Combine(_folder.FullName, path))).Message.ShouldContain("there is no folder");

        Directory.Exists("/persona-no-such-folder").ShouldBeFalse();
        Directory.GetFileSystemEntries(_folder.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void The_file_behind_a_link_is_replaced_and_the_link_stays()
    {
        File.WriteAllText(PathOf("real"), "old");
        File.CreateSymbolicLink(PathOf("link"), PathOf("real"));

        OutputFile.Parse(PathOf("link"))!.Write("new\n");

        File.ReadAllText(PathOf("real")).ShouldBe("new\n");
        new FileInfo(PathOf("link")).LinkTarget.ShouldNotBeNull();
    }

    [Fact]
    public void A_device_is_written_to_and_not_replaced()
    {
        OutputFile.Parse("/dev/null")!.Write("gone\n");

        File.ReadAllText("/dev/null").ShouldBeEmpty();
    }

    [Fact]
    public void A_path_that_cannot_be_written_to_is_refused_by_name()
    {
        File.WriteAllText(PathOf("file"), "");

        Should.Throw<UsageException>(() => OutputFile.Parse(PathOf("file/below"))).Message.ShouldContain("is not a folder");
        Should.Throw<UsageException>(() => OutputFile.Parse(_folder.FullName)).Message.ShouldContain("is a folder");
        OutputFile.Parse(null).ShouldBeNull();
    }

    private string PathOf(string relative) => Path.Combine(_folder.FullName, relative);
}
