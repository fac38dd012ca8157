using System.Diagnostics;
using Persona.Bench.Core.Runs;
using Persona.Bench.Emulator.GroundTruth;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>Stopping a command that started its own workers, in a terminal, with and without calls in flight.</summary>
public sealed class LocalWorkersStopTests : IAsyncDisposable
{
    private const int Planned = 40;

    /// <summary>Time limit on a stop, in multiples of the time from the start of the command to the end of its first call on this machine.</summary>
    private const int MostPaces = 3;

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

    [Theory]
    [InlineData("INT", true)]
    [InlineData("INT", false)]
    [InlineData("TERM", true)]
    [InlineData("TERM", false)]
    public async Task Ends_with_what_is_in_flight_and_leaves_no_process(string signal, bool busy)
    {
        await ServeAsync(busy);
        using var terminal = new PseudoTerminal(_folder, "run --workload work --workers 2");
        var pace = await FirstCallAsync(terminal);
        await Patience.UntilAsync(() => busy ? _provider!.Unanswered > 0 : _provider!.Unanswered == 0, "the moment of the stop");
        terminal.Workers.Count.ShouldBe(2, terminal.Screen);

        var stopping = Stopwatch.GetTimestamp();
        await StopAsync(terminal, signal);
        (await terminal.EndAsync()).ShouldBe(130, terminal.Screen);

        Stopwatch.GetElapsedTime(stopping).ShouldBeLessThan(pace * MostPaces, terminal.Screen);
        terminal.LeftBehind.ShouldBeEmpty();
        var run = await _folder.NewestRunAsync();
        terminal.Screen.ShouldContain($"persona benchmark resume {run.RunId}");
        (run.State, run.Measured).ShouldBe((RunState.Incomplete, _provider!.Log.Count));
        _provider.Log.ShouldAllBe(request => request.End == RequestEnd.Completed);
    }

    [Fact]
    public async Task A_worker_that_is_stopped_finishes_its_calls_and_the_others_continue()
    {
        await ServeAsync(busy: true);
        using var terminal = new PseudoTerminal(_folder, "run --workload work --workers 2 --iterations 400");
        var pace = await FirstCallAsync(terminal);
        var told = terminal.Workers[0];

        var stopping = Stopwatch.GetTimestamp();
        PseudoTerminal.Signal("TERM", told);
        await Patience.UntilAsync(() => !terminal.Workers.Contains(told), "the end of the worker");

        Stopwatch.GetElapsedTime(stopping).ShouldBeLessThan(pace * MostPaces, terminal.Screen);
        var calls = _provider!.Log.Count;
        await Patience.UntilAsync(() => _provider.Log.Count > calls + 4, "calls of the other worker");
        await terminal.InterruptAsync();
        (await terminal.EndAsync()).ShouldBe(130, terminal.Screen);
        (await _folder.NewestRunAsync()).Measured.ShouldBe(_provider.Log.Count);
    }

    /// <summary>The terminal interrupts the workers too, but the command decides when their calls end and whether to wait for them.</summary>
    [Fact]
    public async Task An_interrupt_of_the_workers_alone_stops_nothing()
    {
        await ServeAsync(busy: true);
        using var terminal = new PseudoTerminal(_folder, "run --workload work --workers 2");
        await FirstCallAsync(terminal);

        foreach (var worker in terminal.Workers)
        {
            PseudoTerminal.Signal("INT", worker);
        }

        (await terminal.EndAsync()).ShouldBe(0, terminal.Screen);
        _provider!.Log.Count.ShouldBe(Planned);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Ends_before_the_workers_are_ready(string signal)
    {
        await ServeAsync(busy: true);
        using var terminal = new PseudoTerminal(_folder, "run --workload work --workers 2");
        await Patience.UntilAsync(() => HasStarted(terminal), "the start of the workers");
        var starting = Stopwatch.GetElapsedTime(terminal.StartedAt);

        var stopping = Stopwatch.GetTimestamp();
        await StopAsync(terminal, signal);
        (await terminal.EndAsync()).ShouldBe(130, terminal.Screen);

        // The workers are still starting, hence the doubled limit.
        Stopwatch.GetElapsedTime(stopping).ShouldBeLessThan(starting * MostPaces * 2, terminal.Screen);
        terminal.LeftBehind.ShouldBeEmpty();
    }

    /// <summary>If not busy, the provider accepts one call per minute and answers immediately, so the workers are idle after the first call.</summary>
    private async Task ServeAsync(bool busy)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "a terminal requires 'script' from util-linux");
        _provider = await ServedProvider.StartAsync(busy ? "constant:500" : "instant");
        var limit = busy ? "}" : ", requests_per_minute: 1}";
        _folder.Configure(
            "default_provider: served",
            $"providers: {{served: {_provider.Compatible[..^1]}{limit}}}",
            $"workloads: {{work: {{inputs: [\"shipped:bike-share-survey.csv\"], input_bytes: 300, iterations: {Planned}, warmups: 0, concurrency: 2}}}}");
    }

    /// <returns>Time from the start of the command to the end of its first call.</returns>
    private async Task<TimeSpan> FirstCallAsync(PseudoTerminal terminal)
    {
        await Patience.UntilAsync(() => _provider!.Log.Count > 0, $"the first call; {terminal.Screen}");
        return Stopwatch.GetElapsedTime(terminal.StartedAt);
    }

    private static bool HasStarted(PseudoTerminal terminal)
    {
        try
        {
            return terminal.Workers.Count == 2;
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            // The command itself has not started yet.
            return false;
        }
    }

    private static async Task StopAsync(PseudoTerminal terminal, string signal)
    {
        if (signal == "INT")
        {
            await terminal.InterruptAsync();
        }
        else
        {
            PseudoTerminal.Signal(signal, terminal.Command);
        }
    }
}
