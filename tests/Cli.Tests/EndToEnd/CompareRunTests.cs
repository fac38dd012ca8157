using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary><c>compare</c> and <c>report</c> on runs that are stored or still to be measured.</summary>
public sealed class CompareRunTests : IDisposable
{
    private readonly BenchFolder _folder = new();

    public CompareRunTests() => _folder.Configure(
        BenchFolder.Instant, $"workloads: {{{BenchFolder.Tiny}}}", "default_workload: tiny", "thresholds: {warn: 5000, fail: 9000}");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_has_no_run_is_measured_first_and_afterwards_taken_from_the_store()
    {
        await _folder.RunAsync("capture --name base", exitCode: 0);
        _folder.Environment["PERSONA_VERSION"] = "1.13.0";

        var fresh = await _folder.RunAsync("compare --baseline v1.12.0 --format json", exitCode: 0);
        fresh.Error.ShouldContain("no completed run of tiny on emulated for version 1.13.0 in the store; measuring it first");
        fresh.Error.ShouldContain(
            "tiny: 4 iterations cannot gate generation_latency_p50 (needs 5), generation_latency_p95 (needs 20), throughput_personas_per_minute (needs 20), memory_peak_mb (needs 5)\n");
        var first = await fresh.JsonAsync("comparison");
        var run = await _folder.NewestRunAsync();
        first.GetProperty("current").GetProperty("version").GetString().ShouldBe("1.13.0");
        first.GetProperty("current").GetProperty("name").GetString().ShouldBe($"run {run.RunId.ToString()[..13]}");
        first.GetProperty("baselines")[0].GetProperty("workloads")[0].GetProperty("provider").GetString().ShouldBe("emulated");

        var stored = await _folder.RunAsync("compare --baseline v1.12.0", exitCode: 0);
        stored.Error.ShouldNotContain("measuring");
        (await _folder.NewestRunAsync()).RunId.ShouldBe(run.RunId);

        var byName = await _folder.RunAsync("compare --baseline v1.12.0 --current base --format json", exitCode: 0);
        (await byName.JsonAsync("comparison")).GetProperty("current").GetProperty("name").GetString().ShouldBe("run base");
        await ShouldBeReported($"{run.RunId}");
    }

    [Fact]
    public async Task A_benchmark_that_cannot_be_executed_is_3()
    {
        await using var provider = await ServedProvider.StartAsync(apiKey: "another");
        _folder.Configure($"providers: {{served: {provider.Compatible}}}", "default_provider: served", $"workloads: {{{BenchFolder.Tiny}}}");
        _folder.Write(
            "baselines/v1.11.0.yaml",
            "version: \"1.11.0\"\ncaptured_at: \"2025-01-15T10:30:00Z\"\nenvironment: {}\nworkloads: {tiny: {iterations: 4, metrics: {generation_latency_p50: 5}}}\n");

        var outcome = await _folder.RunAsync("compare", exitCode: 3);

        outcome.Output.ShouldBeEmpty();
        outcome.Complaint().ShouldStartWith("every iteration of tiny on served failed");
    }

    [Fact]
    public async Task A_run_that_was_stopped_is_130_and_comparing_it_3()
    {
        await using var provider = await ServedProvider.StartAsync("constant:600");
        _folder.Configure($"providers: {{served: {provider.Compatible}}}", "default_provider: served", $"workloads: {{{BenchFolder.Tiny}}}");
        _folder.Write(
            "baselines/v1.11.0.yaml",
            "version: \"1.11.0\"\ncaptured_at: \"2025-01-15T10:30:00Z\"\nenvironment: {}\nworkloads: {tiny: {iterations: 4, metrics: {generation_latency_p50: 5}}}\n");

        using var process = _folder.Start("compare");
        await Patience.UntilAsync(() => provider.Log.Count > 0, "an answer");
        process.Interrupt();
        var outcome = await process.EndAsync();

        outcome.ExitCode.ShouldBe(130, outcome.Error);
        outcome.Output.ShouldBeEmpty();
        var run = await _folder.NewestRunAsync();
        run.State.ShouldBe(RunState.Incomplete);
        (await _folder.FailAsync($"compare --current {run.RunId}", 3)).ShouldBe($"run {run.RunId} is incomplete; resume with: persona benchmark resume {run.RunId}");
    }

    [Fact]
    public async Task A_stored_comparison_is_reported_in_every_format_as_compare_prints_it()
    {
        new ComparedFile().Write(_folder, "a.yaml");
        new ComparedFile { Version = "1.12.0", LatencyMs = 1400, Seed = 7 }.Write(_folder, "b.yaml");
        _folder.Configure("metrics: [generation_latency_p50]");
        await _folder.RunAsync("compare --baseline a.yaml --current b.yaml --format json --output comparison.json", exitCode: 2);

        foreach (var format in (string[])["table", "json", "markdown", "html", "junit", "github"])
        {
            var printed = await _folder.RunAsync($"compare --baseline a.yaml --current b.yaml --format {format}", exitCode: 2);
            (await _folder.RunAsync($"report comparison.json --format {format}", exitCode: 0)).Output.ShouldBe(printed.Output, format);
        }
    }

    [Fact]
    public async Task What_cannot_be_reported_on_is_64_and_one_line()
    {
        _folder.Write("other.json", "{\"schema\": \"persona.bench/run/1\"}");

        (await _folder.FailAsync("report", 64)).ShouldStartWith("there is no completed run to report on yet");
        (await _folder.FailAsync("report nightly", 64)).ShouldBe("there is no run 'nightly'; 'persona benchmark runs' lists them");
        (await _folder.FailAsync("report missing.json", 64)).ShouldStartWith("missing.json: ");
        (await _folder.FailAsync("report other.json", 64)).ShouldContain("not a comparison that this version can read");
        (await _folder.FailAsync("report baselines/v1.yaml", 64)).ShouldContain("is a baseline");
    }

    private async Task ShouldBeReported(string run)
    {
        (await _folder.RunAsync("report", exitCode: 0)).Output.ShouldStartWith("### Benchmark run ");
        (await (await _folder.RunAsync($"report {run} --format json", exitCode: 0)).JsonAsync("run")).GetProperty("run_id").GetString().ShouldBe(run);
        (await _folder.RunAsync($"report {run} --format html --output run.html", exitCode: 0)).Error.ShouldBe("written to run.html\n");
        (await File.ReadAllTextAsync(_folder.PathOf("run.html"))).ShouldContain("<path class=\"dots current\"");
        (await _folder.RunAsync("report base --format junit", exitCode: 0)).Output.ShouldContain("<testcase classname=\"tiny on emulated\" name=\"iterations\"");
        (await _folder.RunAsync("report base --format github", exitCode: 0)).Output.ShouldContain("::notice title=Persona benchmark::run base: completed");
    }
}
