using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Persona.Bench.Coordinator.Dispatch;
using Persona.Bench.Coordinator.Runs;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Coordinator.Tests.Runs;

/// <summary>A coordinator on a real store, with a sender of the test's choice in place of the bus.</summary>
internal sealed class TestCoordinator : IAsyncDisposable
{
    private readonly RunCoordinator _coordinator;
    private readonly DrivenRuns _driven = new();

    public TestCoordinator(TestStore store, Func<Nudges, IBlockSender> sender, CoordinatorOptions? configured = null)
    {
        var options = Options.Create(configured ?? new CoordinatorOptions { ReconcileInterval = TimeSpan.FromMilliseconds(20) });
        var dispatcher = new Dispatcher(store.Runs, sender(Nudges), options, NullLogger<Dispatcher>.Instance);
        var completion = new RunCompletion(store.Runs, store.History, NullLogger<RunCompletion>.Instance);
        _coordinator = new RunCoordinator(
            store.Runs, dispatcher, completion, _driven, Nudges, options, TimeProvider.System, NullLogger<RunCoordinator>.Instance);
        Submission = new RunSubmission(store.Runs, _driven, Nudges);
        _ = ((IHostedService)_coordinator).StartAsync(CancellationToken.None);
    }

    public Nudges Nudges { get; } = new();

    public RunSubmission Submission { get; }

    public async ValueTask DisposeAsync()
    {
        await _coordinator.StopAsync(CancellationToken.None);
        _coordinator.Dispose();
    }
}
