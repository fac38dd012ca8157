namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>Paths that do not exist, or are of the wrong kind.</summary>
public sealed class MissingPathTests : IDisposable
{
    private const string AtRoot = "/persona-no-such-folder";
    private readonly BenchFolder _folder = new();

    public MissingPathTests() => _folder.Configure(BenchFolder.Instant, $"workloads: {{{BenchFolder.Tiny}}}", "default_workload: tiny");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("runs")]
    [InlineData("show x")]
    [InlineData("status")]
    [InlineData("report")]
    [InlineData("workers")]
    [InlineData("migrate")]
    [InlineData("cancel x")]
    [InlineData("resume x")]
    [InlineData("run")]
    public async Task A_store_that_cannot_be_opened_is_no_empty_one(string command)
    {
        Directory.CreateDirectory(_folder.PathOf("folder/bench.db"));
        _folder.Write("file", "");
        File.CreateSymbolicLink(_folder.PathOf("loop"), "loop");

        (await _folder.FailAsync($"{command} --store sqlite:folder/bench.db", 3)).ShouldStartWith("store sqlite:folder/bench.db cannot be used: ");
        (await _folder.FailAsync($"{command} --store sqlite:file/bench.db", 3)).ShouldStartWith("store sqlite:file/bench.db cannot be used: ");
        (await _folder.FailAsync($"{command} --store sqlite:loop", 3)).ShouldStartWith("store sqlite:loop cannot be used: ");
        (await _folder.FailAsync($"{command} --store sqlite:no/such/bench.db", 64)).ShouldStartWith($"store sqlite:no/such/bench.db: there is no folder {_folder.PathOf("no")}");
        (await _folder.FailAsync($"{command} --store sqlite:{AtRoot}/bench.db", 64)).ShouldContain("none is created at the root of a disk");
        Directory.Exists(_folder.PathOf("no")).ShouldBeFalse();
        Directory.Exists(AtRoot).ShouldBeFalse();
    }

    [Fact]
    public async Task A_store_that_is_not_there_yet_is_an_empty_one()
    {
        (await _folder.RunAsync("runs --format json", exitCode: 0)).Output.ShouldNotContain("run_id");
        (await _folder.RunAsync("runs --store sqlite:new/bench.db --format json", exitCode: 0)).Output.ShouldNotContain("run_id");
        Directory.Exists(_folder.PathOf("new")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("spool_dir: no/such/spool", "run", "spool_dir no/such/spool: there is no folder ")]
    [InlineData("spool_dir: /persona-no-such-folder", "run --workers 1", "spool_dir /persona-no-such-folder: there is no folder ")]
    [InlineData("baselines_dir: no/such/baselines", "capture", "there is no folder ")]
    [InlineData("baselines_dir: no/such/baselines", "list", "baselines_dir no/such/baselines: there is no folder ")]
    [InlineData("enabled: true", "capture --output no/such/b.yaml", "there is no folder ")]
    [InlineData("enabled: true", "report --output no/such/r.md", "--output no/such/r.md: there is no folder ")]
    [InlineData("enabled: true", "emulate --log no/such/log.jsonl", "--log no/such/log.jsonl: there is no folder ")]
    public async Task A_folder_in_a_folder_that_is_not_there_is_64_and_not_made(string entry, string command, string complaint)
    {
        _folder.Configure(entry, BenchFolder.Instant, $"workloads: {{{BenchFolder.Tiny}}}", "default_workload: tiny");

        (await _folder.FailAsync(command, 64)).ShouldContain(complaint);

        Directory.Exists(_folder.PathOf("no")).ShouldBeFalse();
        Directory.Exists(AtRoot).ShouldBeFalse();
    }

    [Fact]
    public async Task The_last_folder_of_a_path_is_made_and_said()
    {
        var run = await _folder.RunAsync("capture --store sqlite:data/bench.db --output files/b.yaml", exitCode: 0);
        var report = await _folder.RunAsync("report --store sqlite:data/bench.db --format json --output reports/r.json", exitCode: 0);

        run.Error.ShouldContain("created folder data\n");
        run.Error.ShouldContain("created folder files\n");
        report.Error.ShouldContain("created folder reports\n");
        File.Exists(_folder.PathOf("reports/r.json")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("run")]
    [InlineData("migrate")]
    [InlineData("run --store sqlite:bench.db")]
    public async Task The_folder_of_the_product_keeps_itself_out_of_git(string command)
    {
        (await _folder.RunAsync(command, exitCode: 0)).Error.ShouldNotContain("created folder");

        File.ReadAllText(_folder.PathOf(".persona/.gitignore")).ShouldBe("*\n");
    }
}
