using Persona.Bench.Worker.Inputs;

namespace Persona.Bench.Worker.Tests.Inputs;

public sealed class InputErrorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inputs");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("survey.csv", "id,says\n1,a\n2,b,c\n", "survey.csv, line 3: bad CSV, 3 values for 2 headers")]
    [InlineData("survey.csv", "id,says\n1,\"two\nlines\"\n2\n", "survey.csv, line 4: bad CSV, 1 values for 2 headers")]
    [InlineData("survey.csv", "id,says\n1,a\n2,\"never closed\n3,c\n", "survey.csv, line 3: bad CSV, a quotation mark")]
    [InlineData("survey.csv", "id,says\n1,\"closed\" too early\n", "survey.csv, line 2: bad CSV, a quotation mark")]
    [InlineData("notes.json", "[\n\"a\",\n}", "notes.json, line 3: not valid JSON")]
    [InlineData("notes.json", "", "notes.json, line 1: not valid JSON")]
    [InlineData("notes.json", "{\"a\": 1}", "notes.json, line 1: contains no array")]
    [InlineData("notes.json", "\"text\"", "notes.json, line 1: contains no array")]
    [InlineData("notes.docx", "text", "notes.docx: unknown file type '.docx'; use csv, json, md or txt")]
    [InlineData("notes", "text", "notes: unknown file type ''")]
    [InlineData("empty.txt", " \n\n", "no research data in empty.txt")]
    [InlineData("empty.csv", "", "no research data in empty.csv")]
    [InlineData("empty.csv", "id,says\n", "no research data in empty.csv")]
    [InlineData("empty.json", "[]", "no research data in empty.json")]
    public async Task A_file_that_cannot_be_used_is_named_with_the_position(string name, string text, string message)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, name), text, TestContext.Current.CancellationToken);
        (await Error(name)).ShouldStartWith(message);
    }

    [Fact]
    public async Task A_missing_file_is_named_with_the_folder() =>
        (await Error("gone.csv")).ShouldBe($"gone.csv: no such file in {_folder.FullName}; correct the path, or use shipped:meal-kit-survey.csv");

    [Fact]
    public async Task A_missing_folder_is_a_missing_file() => (await Error("gone/a.csv")).ShouldStartWith("gone/a.csv: no such file");

    [Fact]
    public async Task A_folder_is_no_file() => (await Error(".")).ShouldBe(".: is a folder; list the files in it");

    [Fact]
    public async Task An_unknown_shipped_file_is_answered_with_the_known_ones()
    {
        var error = await Error("shipped:gone.csv");
        error.ShouldStartWith("shipped:gone.csv: no such shipped file (available: bike-share-survey.csv, ");
        error.ShouldNotContain("\n");
    }

    [Fact]
    public async Task Text_that_is_not_utf8_is_refused_with_its_line()
    {
        await File.WriteAllBytesAsync(
            Path.Combine(_folder.FullName, "latin.txt"), [.. "one\ntwo caf"u8, 0xE9, .. "\n"u8], TestContext.Current.CancellationToken);
        (await Error("latin.txt")).ShouldBe("latin.txt, line 2: not UTF-8; save the file as UTF-8");
    }

    [Fact]
    public async Task A_file_over_16_MB_is_refused()
    {
        await using (var file = File.Create(Path.Combine(_folder.FullName, "big.txt")))
            file.SetLength((16 * 1024 * 1024) + 1);
        (await Error("big.txt")).ShouldStartWith("big.txt: larger than 16 MB");
    }

    [Fact]
    public async Task A_device_without_end_is_refused_too()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "needs /dev/zero");
        (await Error("/dev/zero")).ShouldStartWith("/dev/zero: larger than 16 MB");
    }

    [Fact]
    public async Task No_files_at_all_are_an_error() =>
        (await Should.ThrowAsync<InputException>(() => InputPool.LoadAsync([], ".", TestContext.Current.CancellationToken)))
            .Message.ShouldStartWith("no input files");

    private async Task<string> Error(string name) => (await Should.ThrowAsync<InputException>(
        () => InputPool.LoadAsync([name], _folder.FullName, TestContext.Current.CancellationToken))).Message;
}
