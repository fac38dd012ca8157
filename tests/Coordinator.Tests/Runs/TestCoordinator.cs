using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Persona.Bench.Coordinator.Dispatch;
using Persona.Bench.Coordinator.Runs;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Coordinator.Tests.Runs;

/// <summary>A coordinator on a real store, with the test's own sender instead of the bus.</summary>
internal sealed class TestCoordinator : IAsyncDisposable
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(60);
    private readonly RunCoordinator _coordinator;
    private readonly OwnedRuns _owned = new();

    public TestCoordinator(TestStore store, Func<WakeUpSignal, IBlockSender> sender, CoordinatorOptions? configured = null)
    {
        var options = Options.Create(configured ?? new CoordinatorOptions
        {
            PollInterval = TimeSpan.FromMilliseconds(20),
            ReconcileInterval = TimeSpan.FromMilliseconds(20),
            Lease = TimeSpan.FromMilliseconds(20),
        });
        var dispatcher = new Dispatcher(store.Runs, sender(WakeUpSignal), options, NullLogger<Dispatcher>.Instance);
        var completion = new RunCompletion(store.Runs, store.History, NullLogger<RunCompletion>.Instance);
        var look = new RunPoller(store.Runs, _owned, Cancelled, options);
        var drive = new RunDrive(store.Runs, dispatcher, completion, options, NullLogger<RunDrive>.Instance);
        _coordinator = new RunCoordinator(look, drive, _owned, WakeUpSignal, options, TimeProvider.System, NullLogger<RunCoordinator>.Instance);
        Submission = new RunSubmission(store.Runs, _owned, WakeUpSignal);
        // Hints are sent only for providers that some worker serves.
        store.RegisterAsync($"w-{Guid.NewGuid()}", "a", "b").GetAwaiter().GetResult();
        _ = ((IHostedService)_coordinator).StartAsync(CancellationToken.None);
    }

    public WakeUpSignal WakeUpSignal { get; } = new();

    public SentCancellations Cancelled { get; } = new();

    public RunSubmission Submission { get; }

    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(StopDeadline);
        await _coordinator.StopAsync(timeout.Token);
        _coordinator.Dispose();
    }
}
