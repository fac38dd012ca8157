using System.Text.Json;
using Persona.Bench.Core.Baselines;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Files.Baselines;

namespace Persona.Bench.Cli.Tests.EndToEnd;

public sealed class CaptureTests : IDisposable
{
    private readonly BenchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_capture_in_an_empty_folder_ends_in_a_baseline_that_every_command_shows()
    {
        var capture = await _folder.RunAsync("capture --workload quick --name nightly", exitCode: 0);

        capture.Output.ShouldContain("latencies are invented");
        capture.Error.ShouldContain("quick: 10 iterations cannot gate generation_latency_p95 (needs 20), throughput_personas_per_minute (needs 20)\n");
        capture.Error.ShouldEndWith("baseline written to baselines/v1.12.0.yaml\n");
        var document = BaselineFile.Read(_folder.DefaultBaseline);
        document.Warnings.ShouldBeEmpty();
        var show = await (await _folder.RunAsync("show nightly --format json", exitCode: 0)).JsonAsync("run");
        ShouldHoldTheRun(document.Baseline, show);
        await ShouldBeListed(show.GetProperty("run_id").GetString()!);
    }

    [Fact]
    public async Task A_capture_says_what_its_machine_was_and_not_what_the_first_run_of_the_store_saw()
    {
        Configure("eu-west-1", "3.12.0");
        _folder.Environment["GITHUB_ACTIONS"] = "true";
        await _folder.RunAsync("capture --workload tiny --output a.yaml", exitCode: 0);
        Configure("us-east-1", "3.13.1");
        _folder.Environment["GITHUB_ACTIONS"] = "false";
        await _folder.RunAsync("capture --workload tiny --output b.yaml", exitCode: 0);

        Environment("a.yaml").ShouldBe(("eu-west-1", "3.12.0", "github-actions"));
        Environment("b.yaml").ShouldBe(("us-east-1", "3.13.1", null));

        void Configure(string region, string python) => _folder.Configure(
            BenchFolder.Instant, $"workloads: {{{BenchFolder.Tiny}}}", $"region: {region}", $"probes: {{python_version: [echo, \"{python}\"]}}");

        (string?, string?, string?) Environment(string file)
        {
            var environment = BaselineFile.Read(_folder.PathOf(file)).Baseline.Environment;
            // The tests themselves may run in another CI system.
            var ci = environment.GetValueOrDefault("ci");
            return (environment.GetValueOrDefault("region"), environment.GetValueOrDefault("python_version"), ci == "github-actions" ? ci : null);
        }
    }

    [Fact]
    public async Task An_existing_baseline_is_replaced_only_by_force_and_refused_before_anything_is_measured()
    {
        await using var provider = await ServedProvider.StartAsync();
        _folder.Configure($"providers: {{served: {provider.Compatible}}}", "default_provider: served", $"workloads: {{{BenchFolder.Tiny}}}");
        _folder.Write("baselines/v1.12.0.yaml", "old");

        (await _folder.FailAsync("capture --workload tiny", 64))
            .ShouldBe("baselines/v1.12.0.yaml: the baseline already exists; replace it with --force, or name another file with --output");

        provider.Log.ShouldBeEmpty();
        (await File.ReadAllTextAsync(_folder.DefaultBaseline)).ShouldBe("old");

        await _folder.RunAsync("capture --workload tiny --output kept/other.yaml", exitCode: 0);
        BaselineFile.Read(_folder.PathOf("kept/other.yaml")).Baseline.Name.ShouldBe("other");
        (await File.ReadAllTextAsync(_folder.DefaultBaseline)).ShouldBe("old");

        await _folder.RunAsync("capture --workload tiny --force", exitCode: 0);
        BaselineFile.Read(_folder.DefaultBaseline).Baseline.Workloads.Keys.ShouldBe(["tiny"]);
        provider.Log.Count.ShouldBe(8);
    }

    [Fact]
    public async Task A_capture_of_which_more_than_a_tenth_failed_is_written_and_3_unless_errors_are_allowed()
    {
        await using var provider = await ServedProvider.StartAsync(scheduled: [.. new[] { 2, 6 }.Select(request => new ScheduledFault(request, 1, Fault.OfStatus(400)))]);
        _folder.Configure($"providers: {{served: {provider.Compatible}}}", "default_provider: served", $"workloads: {{{BenchFolder.Tiny}}}");

        var outcome = await _folder.RunAsync("capture --workload tiny", exitCode: 3);

        outcome.Complaint().ShouldBe(
            "1 of 4 iterations of tiny on served failed (bad_request 1), more than a tenth: the baseline was written; capture it again with --force, or accept it with --allow-errors");
        BaselineFile.Read(_folder.DefaultBaseline).Baseline.Workloads["tiny"].Metrics["error_rate"].ShouldBe(0.25);
        await _folder.RunAsync("capture --workload tiny --force --allow-errors", exitCode: 0);
        BaselineFile.Read(_folder.DefaultBaseline).Baseline.Workloads["tiny"].Metrics["error_rate"].ShouldBe(0.25);
    }

    [Fact]
    public async Task A_tenth_of_errors_is_no_more_than_a_tenth()
    {
        await using var provider = await ServedProvider.StartAsync(scheduled: [new ScheduledFault(2, 1, Fault.OfStatus(400))]);
        _folder.Configure($"providers: {{served: {provider.Compatible}}}", "default_provider: served", $"workloads: {{{BenchFolder.Tiny}}}");

        await _folder.RunAsync("capture --workload tiny --iterations 10", exitCode: 0);
    }

    [Fact]
    public async Task A_path_that_no_baseline_can_be_written_to_is_refused_before_anything_is_measured()
    {
        await using var provider = await ServedProvider.StartAsync();
        _folder.Configure($"providers: {{served: {provider.Compatible}}}", "default_provider: served", $"workloads: {{{BenchFolder.Tiny}}}");
        _folder.Write("baselines", "a file where the folder belongs");

        (await _folder.FailAsync("capture --workload tiny", 64)).ShouldContain("baselines");
        (await _folder.FailAsync("capture --workload tiny --output baselines/deep/b.yaml", 64)).ShouldContain("baselines");
        (await _folder.FailAsync("capture --workload tiny --output .", 64)).ShouldContain("is a folder");

        provider.Log.ShouldBeEmpty();
    }

    private static void ShouldHoldTheRun(Baseline baseline, JsonElement run)
    {
        baseline.Schema.ShouldBe(Baseline.CurrentSchema);
        (baseline.Name, baseline.Version).ShouldBe(("v1.12.0", "1.12.0"));
        baseline.Environment["persona_version"].ShouldBe("1.12.0");
        baseline.Environment["fingerprint"].ShouldBe(run.GetProperty("environments").EnumerateObject().Single().Name);
        var (key, workload) = baseline.Workloads.Single();
        (key, workload.Provider, workload.Iterations).ShouldBe(("quick", "emulated", 10));
        ShouldHoldTheMetrics(workload, run.Series().GetProperty("metrics"));

        var sample = workload.Samples.ShouldHaveSingleItem();
        sample.Fingerprint.ShouldBe(baseline.Environment["fingerprint"]);
        sample.Columns.Values.ShouldAllBe(column => column.Count == 10);
        sample.Columns["iteration"].Order().ShouldBe(Enumerable.Range(1, 10).Select(number => (double?)number));
        sample.Columns["generation_latency_ms"].ShouldAllBe(latency => latency > 0);
    }

    // Files keep six significant digits.
    private static void ShouldHoldTheMetrics(BaselineWorkload workload, JsonElement metrics)
    {
        workload.Metrics.Keys.ShouldBe(metrics.EnumerateObject().Select(metric => metric.Name));
        foreach (var (name, value) in workload.Metrics)
        {
            var shown = metrics.GetProperty(name);
            ShouldBePrinted(value, shown.Number("value"), name);
            var interval = workload.Intervals.TryGetValue(name, out var found) ? found : (Core.Statistics.Interval?)null;
            ShouldBePrinted(interval?.Lower, shown.Number("lower"), name);
            ShouldBePrinted(interval?.Upper, shown.Number("upper"), name);
        }

        workload.Intervals.Keys.ShouldContain("generation_latency_p50");
        workload.Metrics["generation_latency_p99"].ShouldBeNull();
    }

    private static void ShouldBePrinted(double? written, double? shown, string name)
    {
        written.HasValue.ShouldBe(shown.HasValue, name);
        if (shown is { } value)
        {
            Math.Abs(written!.Value - value).ShouldBeLessThanOrEqualTo(Math.Abs(value) * 5.1e-6, name);
        }
    }

    private async Task ShouldBeListed(string runId)
    {
        var baselines = await (await _folder.RunAsync("list --format json", exitCode: 0)).JsonAsync("baselines");
        var listed = baselines.GetProperty("baselines").EnumerateArray().Single();
        listed.GetProperty("name").GetString().ShouldBe("v1.12.0");
        listed.GetProperty("workloads").GetProperty("quick").GetProperty("has_samples").GetBoolean().ShouldBeTrue();
        (await _folder.RunAsync("list", exitCode: 0)).Output.ShouldContain("v1.12.0");

        var runs = await (await _folder.RunAsync("runs --format json", exitCode: 0)).JsonAsync("runs");
        var run = runs.GetProperty("runs").EnumerateArray().Single();
        run.GetProperty("run_id").GetString().ShouldBe(runId);
        (run.GetProperty("state").GetString(), run.GetProperty("measured").GetInt32()).ShouldBe(("completed", 10));
        (await _folder.RunAsync($"show {runId[..8]}", exitCode: 0)).Output.ShouldContain("generation_latency_p50");
    }
}
