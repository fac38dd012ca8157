namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>What <c>compare</c> refuses, and where it writes to.</summary>
public sealed class CompareOutputTests : IDisposable
{
    private readonly BenchFolder _folder = new();

    public CompareOutputTests() => new ComparedFile().Write(_folder, "baselines/v1.11.0.yaml");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a: &a [x]\nb: [*a, *a]\n", "hostile.yaml:1:4: ")]
    [InlineData("\n\nversion: !!python/object:os.system x\n", "hostile.yaml:3:10: ")]
    [InlineData("version: \"1\"\ncaptured_at: \"2025-01-15T10:30:00Z\"\nenvironment: {}\nworkloads: {quick: {iterations: -1, metrics: {}}}\n", "hostile.yaml:4:33: workloads.quick.iterations: ")]
    [InlineData("version: \"\u001b[31mred\"\n", "hostile.yaml:1:")]
    [InlineData("", "hostile.yaml:1:1: the file is empty")]
    public async Task A_hostile_baseline_is_64_with_file_and_line(string yaml, string complaint)
    {
        _folder.Write("hostile.yaml", yaml);

        (await _folder.FailAsync("compare --baseline hostile.yaml --current v1.11.0", 64)).ShouldStartWith(complaint);
        (await _folder.FailAsync("compare --baseline v1.11.0 --current hostile.yaml", 64)).ShouldStartWith(complaint);
    }

    [Theory]
    [InlineData("compare --baseline v9 --current v1.11.0", "no baseline \"v9\" in baselines: ")]
    [InlineData("compare --baseline ../../etc/none --current v1.11.0", "there is no file ../../etc/none")]
    [InlineData("compare --baseline v1.11.0 --current ./none", "there is no file ./none")]
    [InlineData("compare --baseline .. --current v1.11.0", "is not a safe name")]
    [InlineData("compare --baseline no.yaml --current v1.11.0", "there is no file no.yaml")]
    [InlineData("compare --baseline v1.11.0 --current v9", "there is no such baseline in baselines and no such run")]
    [InlineData("compare --current v1.11.0", "baselines has no baseline other than the current measurements themselves: ")]
    [InlineData("compare --current v1.11.0 --baselines-dir none", "there is no such baseline in none")]
    [InlineData("compare --baseline v1.11.0 --current v1.11.0 --workload qick", "workload 'qick' is in no baseline; they have standard")]
    [InlineData("compare --no-fail --fail-on warning", "options '--no-fail' and '--fail-on' cannot be used together")]
    [InlineData("compare --threshold 30 --fail-threshold 20", "the warning level 30% is above the failure level 20%; it must not be")]
    [InlineData("compare --threshold -1", "option '--warn-threshold' needs a number from 0 to 10000, not '-1'")]
    [InlineData("compare --fail-on everything", "option '--fail-on' needs failure, warning or inconclusive, not 'everything'")]
    [InlineData("compare --format xml", "option '--format' needs table, json, markdown, html, junit or github, not 'xml'")]
    [InlineData("compare --baseline v1.11.0 --current v1.11.0 --output baselines", "--output baselines is a folder; name the file to write")]
    public async Task Wrong_usage_is_64_and_one_line(string command, string complaint) =>
        (await _folder.FailAsync(command, 64)).ShouldContain(complaint);

    [Theory]
    [InlineData("json", "\"schema\": \"persona.bench/comparison/1\"")]
    [InlineData("markdown", "### ❌ failure")]
    [InlineData("html", "<!DOCTYPE html>")]
    [InlineData("junit", "<testsuites")]
    [InlineData("table", "failure: current against v1.11.0")]
    [InlineData("github", "::error title=Persona benchmark::failure")]
    public async Task Every_format_goes_to_stdout_or_whole_into_a_file_and_changes_no_exit_code(string format, string expected)
    {
        new ComparedFile { Version = "1.12.0", LatencyMs = 1400, Seed = 7 }.Write(_folder, "current.yaml");
        _folder.Write("out/report", "old");

        var shown = await _folder.RunAsync($"compare --current current.yaml --format {format}", 2);
        var written = await _folder.RunAsync($"compare --current current.yaml --format {format} --output out/report", 2);

        shown.Output.ShouldContain(expected);
        shown.Error.ShouldBeEmpty();
        written.Error.ShouldContain("failure: current against v1.11.0");
        written.Error.ShouldContain("written to out/report");
        var text = await File.ReadAllTextAsync(_folder.PathOf("out/report"));
        text.ShouldContain(format == "github" ? "### ❌ failure" : expected);
        (format == "github" || written.Output.Length == 0).ShouldBeTrue();
        Directory.EnumerateFiles(_folder.PathOf("out")).Count().ShouldBe(1);
    }

    [Fact]
    public async Task On_GitHub_the_job_shows_the_page()
    {
        new ComparedFile { Version = "1.12.0", LatencyMs = 1150, Seed = 7 }.Write(_folder, "current.yaml");
        _folder.Write("summary.md", "before\n");
        _folder.Environment["GITHUB_STEP_SUMMARY"] = _folder.PathOf("summary.md");

        (await _folder.RunAsync("compare --current current.yaml --format github", 0)).Output.ShouldContain("::warning title=");

        var summary = await File.ReadAllTextAsync(_folder.PathOf("summary.md"));
        summary.ShouldStartWith("before\n### ⚠️ warning");

        _folder.Environment["GITHUB_STEP_SUMMARY"] = _folder.PathOf("none/summary.md");
        (await _folder.RunAsync("compare --current current.yaml --format github", 0)).Error.ShouldStartWith("warning: the job summary was not written");
    }

    [Fact]
    public async Task Two_files_are_compared_without_a_store_and_leave_nothing_behind()
    {
        new ComparedFile { Version = "1.12.0", Seed = 7 }.Write(_folder, "current.yaml");
        _folder.Write(".persona/bench.db", "no database at all");

        await _folder.RunAsync("compare --baseline v1.11.0 --current current.yaml", 0);

        (await File.ReadAllTextAsync(_folder.PathOf(".persona/bench.db"))).ShouldBe("no database at all");
    }
}
