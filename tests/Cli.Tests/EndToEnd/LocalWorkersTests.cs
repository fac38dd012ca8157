using System.Diagnostics;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>Worker processes that the command starts, without a server.</summary>
public sealed class LocalWorkersTests : IDisposable
{
    private readonly BenchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_is_shared_by_worker_processes_and_each_iteration_is_measured_once()
    {
        _folder.Configure("workloads:\n  " + BenchFolder.Tiny, "providers: {emulated: {kind: emulated, profile: typical, time_scale: 0.05}}");

        var outcome = await _folder.RunAsync("run --workload tiny --iterations 24 --workers 2 --format json", exitCode: 0);

        var series = (await outcome.JsonAsync("run")).GetProperty("series")[0];
        series.GetProperty("workers").GetInt32().ShouldBe(2);
        var measurements = await _folder.MeasurementsAsync();
        measurements.Select(measurement => measurement.Iteration).Order().ShouldBe(Enumerable.Range(1, 24));
        measurements.ShouldAllBe(measurement => measurement.Attempt == 1);
        Directory.EnumerateFiles(_folder.PathOf(".persona/logs")).Select(Path.GetFileName).Order().ShouldBe(["worker-1.log", "worker-2.log"]);
        Directory.EnumerateFiles(_folder.PathOf(".persona/spool")).ShouldBeEmpty();
        await EndedAsync(measurements.Select(measurement => measurement.WorkerId));
    }

    [Fact]
    public async Task A_baseline_keeps_a_sample_of_each_worker()
    {
        _folder.Configure("workloads:\n  " + BenchFolder.Tiny, "providers: {emulated: {kind: emulated, profile: typical, time_scale: 0.05}}");

        await _folder.RunAsync("capture --workload tiny --iterations 24 --shards 2", exitCode: 0);

        var baseline = Files.Baselines.BaselineFile.Read(_folder.DefaultBaseline).Baseline.Workloads["tiny"];
        baseline.Workers.ShouldBe(2);
        baseline.Samples.Count.ShouldBe(2);
        baseline.Samples.Sum(sample => sample.Columns["iteration"].Count).ShouldBe(24);
    }

    [Fact]
    public async Task Its_memory_is_not_compared_with_that_of_embedded_mode()
    {
        _folder.Configure(
            "workloads:\n  " + BenchFolder.Tiny, "providers: {emulated: {kind: emulated, profile: typical, time_scale: 0.05}}", "thresholds: {warn: 5000, fail: 9000}");
        await _folder.RunAsync("capture --workload tiny --iterations 24 --output embedded.yaml", exitCode: 0);
        await _folder.RunAsync("capture --workload tiny --iterations 24 --workers 1 --output sharded.yaml --store sqlite:sharded.db", exitCode: 0);

        Process("embedded.yaml").ShouldBe("embedded");
        Process("sharded.yaml").ShouldBe("local_worker");
        var compared = await _folder.RunAsync("compare --baseline embedded.yaml --current sharded.yaml --format json", exitCode: 0);
        compared.Output.ShouldContain("not comparable: memory of different process kinds (embedded in the baseline, local worker now)");

        string Process(string file) => Files.Baselines.BaselineFile.Read(_folder.PathOf(file)).Baseline.Environment["process"];
    }

    [Fact]
    public async Task A_worker_that_cannot_work_says_why_and_the_run_does_not_hang()
    {
        // A file where its spool folder should be.
        _folder.Configure("workloads:\n  " + BenchFolder.Tiny, BenchFolder.Instant, "spool_dir: taken");
        _folder.Write("taken", "not a folder");

        var outcome = await _folder.RunAsync("run --workload tiny --workers 1 --wait 1");

        outcome.ExitCode.ShouldBe(3, outcome.Error);
        outcome.Error.ShouldContain("worker 1 ended with exit code 3: persona-bench-worker: ");
        (await _folder.StateAsync()).ShouldBe(RunState.Incomplete);
    }

    /// <summary>The worker processes end with the command. Their names contain the process ids.</summary>
    private static async Task EndedAsync(IEnumerable<string> workers)
    {
        foreach (var id in workers.Distinct().Select(worker => int.Parse(worker.Split('-')[^2], System.Globalization.CultureInfo.InvariantCulture)))
        {
            await Patience.UntilAsync(() => !Process.GetProcesses().Any(process => process.Id == id), $"the end of worker process {id}");
        }
    }
}
