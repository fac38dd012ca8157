using System.Runtime.Versioning;
using Persona.Bench.Core.Runs;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Files.Baselines;

namespace Persona.Bench.Cli.Tests.EndToEnd;

[UnsupportedOSPlatform("windows")]
public sealed class ResumedCaptureTests : IDisposable
{
    private readonly BenchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_resumed_capture_overwrites_nothing_and_writes_the_baseline_that_is_missing()
    {
        await using var provider = await ServedProvider.StartAsync(scheduled: [new ScheduledFault(3, 1, Fault.Parse("hang"))]);
        _folder.Configure($"providers: {{served: {provider.Compatible}}}", "default_provider: served", $"workloads: {{{BenchFolder.Tiny}}}");
        using var killed = _folder.Start("capture --workload tiny --name nightly");
        await Patience.UntilAsync(() => provider.Log.Count == 2 && provider.Unanswered == 1, "a call that hangs");
        killed.Kill();
        await killed.EndAsync();
        await Patience.UntilAsync(() => provider.InFlight == 0, "the end of the broken call");

        _folder.Write("baselines/v1.12.0.yaml", "somebody else's");
        (await _folder.FailAsync("resume nightly", 64)).ShouldEndWith("baselines/v1.12.0.yaml: the baseline already exists; move it away and resume again");
        provider.Log.Count.ShouldBe(3);
        (await File.ReadAllTextAsync(_folder.DefaultBaseline)).ShouldBe("somebody else's");

        File.Delete(_folder.DefaultBaseline);
        await _folder.RunAsync("resume nightly", exitCode: 0);
        (await _folder.StateAsync()).ShouldBe(RunState.Completed);
        var written = await File.ReadAllTextAsync(_folder.DefaultBaseline);
        BaselineFile.Read(_folder.DefaultBaseline).Baseline.Workloads["tiny"].Iterations.ShouldBe(4);

        // The state after a kill between the end of the run and the exit of its process.
        File.Delete(_folder.DefaultBaseline);
        (await _folder.RunAsync("resume nightly", exitCode: 0)).Error.ShouldBe("the run is already complete\nbaseline written to baselines/v1.12.0.yaml\n");
        (await File.ReadAllTextAsync(_folder.DefaultBaseline)).ShouldBe(written);
        provider.Log.Count.ShouldBe(5);
    }
}
