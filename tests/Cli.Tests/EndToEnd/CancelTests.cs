using System.Runtime.Versioning;
using Persona.Bench.Core.Runs;
using Persona.Bench.Emulator.Faults;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>An embedded run that another process cancels.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CancelTests : IDisposable
{
    private readonly BenchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_process_that_measures_ends_with_one_line()
    {
        await using var provider = await Serve();
        using var run = _folder.Start("run --workload tiny --name nightly");
        await Patience.UntilAsync(() => provider.Log.Count == 2 && provider.Unanswered == 1, "a call that hangs");

        var polite = await _folder.RunAsync("cancel nightly", exitCode: 0);
        polite.Output.ShouldContain("is being cancelled: waiting for 1 call (use --now to abort it)");
        (await _folder.RunAsync("status nightly", exitCode: 0)).Output.ShouldContain("cancelling");
        (await _folder.RunAsync("cancel nightly --now", exitCode: 0)).Output.ShouldContain(" is cancelled: 2 of 4 iterations are kept");
        var outcome = await run.EndAsync();

        outcome.ExitCode.ShouldBe(130, outcome.Error);
        outcome.Output.ShouldBeEmpty();
        outcome.Complaint().ShouldBe($"run {(await _folder.NewestRunAsync()).RunId} was cancelled: 2 of 4 iterations are kept");
        (await _folder.StateAsync()).ShouldBe(RunState.Cancelled);
        provider.Log.Count.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task A_run_whose_process_was_killed_is_cancelled_immediately()
    {
        await using var provider = await Serve();
        using var run = _folder.Start("run --workload tiny --name nightly");
        await Patience.UntilAsync(() => provider.Log.Count == 2 && provider.Unanswered == 1, "a call that hangs");
        run.Kill();
        await run.EndAsync();

        (await _folder.RunAsync("cancel nightly", exitCode: 0)).Output.ShouldContain(" is cancelled: ");

        (await _folder.StateAsync()).ShouldBe(RunState.Cancelled);
    }

    [Fact]
    public async Task Without_a_store_the_commands_find_nothing_and_make_none()
    {
        (await _folder.FailAsync("cancel nightly", 64)).ShouldStartWith("there is no run 'nightly'");
        (await _folder.RunAsync("status", exitCode: 0)).Output.ShouldContain("No runs are stored yet");
        (await _folder.RunAsync("workers", exitCode: 0)).Output.ShouldContain("No workers");
        Directory.Exists(_folder.PathOf(".persona")).ShouldBeFalse();

        (await _folder.RunAsync("migrate", exitCode: 0)).Output.ShouldMatch("^store sqlite:.persona/bench.db is up to date: \\d+ migrations? applied\n$");
        (await _folder.RunAsync("migrate", exitCode: 0)).Output.ShouldBe("store sqlite:.persona/bench.db is already up to date\n");
    }

    private async Task<ServedProvider> Serve()
    {
        var provider = await ServedProvider.StartAsync(scheduled: [new ScheduledFault(3, 1, Fault.Parse("hang"))]);
        _folder.Configure($"providers: {{served: {provider.Compatible}}}", "default_provider: served", $"workloads: {{{BenchFolder.Tiny}}}");
        return provider;
    }
}
