using System.Runtime.Versioning;
using Persona.Bench.Core.Runs;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Emulator.GroundTruth;
using Persona.Bench.Files.Baselines;

namespace Persona.Bench.Cli.Tests.EndToEnd;

[UnsupportedOSPlatform("windows")]
public sealed class InterruptionTests : IAsyncDisposable
{
    private const int Planned = 24;
    private const int WarmUps = 1;
    private const int Concurrency = 2;

    private readonly BenchFolder _folder = new();
    private ServedProvider? _provider;

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }
    }

    [Fact]
    public async Task Ctrl_C_keeps_what_was_measured_and_resume_measures_only_the_rest()
    {
        await Serve("constant:200");
        using var capture = _folder.Start("capture --workload work");
        await Patience.UntilAsync(() => _provider!.Log.Count >= 6, "some answers");
        capture.Interrupt();
        var stopped = await capture.EndAsync();

        var run = await _folder.NewestRunAsync();
        stopped.ExitCode.ShouldBe(130, stopped.Error);
        stopped.Output.ShouldBeEmpty();
        stopped.Complaint().ShouldBe($"stopped: {run.Measured} of {Planned} iterations are kept; resume with: persona benchmark resume {run.RunId}");
        run.State.ShouldBe(RunState.Incomplete);
        run.Measured.ShouldBe(_provider!.Log.Count - WarmUps);
        _provider.Log.ShouldAllBe(request => request.End == RequestEnd.Completed);
        File.Exists(_folder.DefaultBaseline).ShouldBeFalse();

        await _folder.RunAsync($"resume {run.RunId}", exitCode: 0);

        await ShouldBeComplete(calls: Planned + (2 * WarmUps));
        BaselineFile.Read(_folder.DefaultBaseline).Baseline.Workloads["work"].Samples.Sum(sample => sample.Columns["iteration"].Count).ShouldBe(Planned);
        await ShouldNotStartAgain(run.RunId);
    }

    [Fact]
    public async Task A_run_of_another_process_is_left_alone_and_resumed_when_that_is_killed()
    {
        await Serve("instant", new ScheduledFault(9, Concurrency, Fault.Parse("hang")));
        using var first = _folder.Start("capture --workload work --name shared");
        await Patience.UntilAsync(() => _provider!.Log.Count == 8 && _provider.Unanswered == Concurrency, "calls that hang");

        (await _folder.FailAsync("resume shared", 3)).ShouldContain(" is being measured by ");
        (await _folder.StateAsync()).ShouldBe(RunState.Running);
        first.Kill();
        await first.EndAsync();
        await _folder.RunAsync("resume shared", exitCode: 0);

        await ShouldBeComplete(calls: Planned + (2 * WarmUps) + Concurrency);
        File.Exists(_folder.DefaultBaseline).ShouldBeTrue();
        (await _folder.MeasurementsAsync()).Count(measurement => measurement.Attempt == 2).ShouldBe(Concurrency);
    }

    [Fact]
    public async Task A_kill_at_any_moment_loses_no_measurement()
    {
        await Serve("constant:15");
        using var first = _folder.Start("run --workload work --iterations 60 --concurrency 4");
        await Patience.UntilAsync(() => _provider!.Log.Count >= 15, "some answers");
        first.Kill();
        await first.EndAsync();
        var run = await _folder.NewestRunAsync();

        await _folder.RunAsync($"resume {run.RunId}", exitCode: 0);

        await ShouldBeComplete(planned: 60);
        _provider!.Log.Count.ShouldBeInRange(60 + WarmUps, 60 + (2 * WarmUps) + 4);
        Directory.EnumerateFileSystemEntries(_folder.PathOf(".persona/spool")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_ctrl_C_stops_immediately_and_the_calls_are_made_again()
    {
        await Serve("instant", new ScheduledFault(6, Concurrency, Fault.Parse("hang")));
        using var first = _folder.Start("run --workload work");
        await Patience.UntilAsync(() => _provider!.Log.Count == 5 && _provider.Unanswered == Concurrency, "calls that hang");
        first.Interrupt();
        await Patience.UntilAsync(() => first.Error.Contains("press Ctrl-C again to stop immediately", StringComparison.Ordinal), "the notice of the stop");
        first.Interrupt();
        (await first.EndAsync()).ExitCode.ShouldBe(130);
        var run = await _folder.NewestRunAsync();
        (run.State, run.Measured).ShouldBe((RunState.Incomplete, 5 - WarmUps));

        await _folder.RunAsync($"resume {run.RunId}", exitCode: 0);

        await ShouldBeComplete(calls: Planned + (2 * WarmUps) + Concurrency);
    }

    private async Task Serve(string profile, params ScheduledFault[] faults)
    {
        _provider = await ServedProvider.StartAsync(profile, scheduled: faults);
        _folder.Configure(
            "default_provider: served",
            $"providers: {{served: {_provider.Compatible}}}",
            $"workloads: {{work: {{inputs: [\"shipped:bike-share-survey.csv\"], input_bytes: 300, iterations: {Planned}, warmups: {WarmUps}, concurrency: {Concurrency}}}}}");
    }

    private async Task ShouldBeComplete(int? calls = null, int planned = Planned)
    {
        var measurements = await _folder.MeasurementsAsync();
        (await _folder.StateAsync()).ShouldBe(RunState.Completed);
        measurements.Select(measurement => measurement.Iteration).Order().ShouldBe(Enumerable.Range(1, planned));
        measurements.ShouldAllBe(measurement => measurement.ErrorKind == null);
        if (calls is { } count)
        {
            await Patience.UntilAsync(() => _provider!.InFlight == 0, "the end of broken calls");
            _provider!.Log.Count.ShouldBe(count);
        }
    }

    private async Task ShouldNotStartAgain(Guid runId)
    {
        var calls = _provider!.Log.Count;
        var written = File.GetLastWriteTimeUtc(_folder.DefaultBaseline);

        (await _folder.RunAsync($"resume {runId}", exitCode: 0)).Error.ShouldBe("the run is already complete\n");

        _provider.Log.Count.ShouldBe(calls);
        File.GetLastWriteTimeUtc(_folder.DefaultBaseline).ShouldBe(written);
    }
}
