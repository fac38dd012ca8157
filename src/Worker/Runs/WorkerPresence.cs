using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Core.Environments;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Worker.Iterations;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Worker.Runs;

/// <summary>Registers the worker at startup, replays the spools of dead workers on this machine, and drains on shutdown.</summary>
public sealed partial class WorkerPresence : IHostedService
{
    // Results not recorded by then are in the spool, and the leases of items not released expire.
    private static readonly TimeSpan DropTimeout = TimeSpan.FromSeconds(5);
    private readonly IWorkQueue _queue;
    private readonly Spool _spool;
    private readonly SpoolReplay _replay;
    private readonly RunningIterations _running;
    private readonly BlockIntake _intake;
    private readonly WorkerOptions _options;
    private readonly ILogger<WorkerPresence> _logger;

    internal WorkerPresence(
        IWorkQueue queue, Spool spool, SpoolReplay replay, BlockIntake intake, RunningIterations running, IOptions<WorkerOptions> options, ILogger<WorkerPresence> logger) =>
        (_queue, _spool, _replay, _intake, _running, _options, _logger) = (queue, spool, replay, intake, running, options.Value, logger);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _queue.RegisterAsync(
            new WorkerRegistration
            {
                WorkerId = _options.WorkerId,
                Environment = _options.Machine!,
                Fingerprint = FingerprintHash.Compute(_options.Machine!),
                Providers = [.. _options.Providers.Keys],
                Slots = _options.Slots,
                Version = _options.Version,
                Labels = _options.Labels,
            },
            cancellationToken);
        _spool.BelongsTo(new SpoolHeader(await _queue.StoreIdentityAsync(cancellationToken), _options.StoreAddress));
        await _replay.ReplayAsync(cancellationToken);
    }

    /// <summary>Waits for the iterations in flight until <paramref name="dropNow"/>, then cancels their calls and releases their items.</summary>
    public async Task DrainAsync(CancellationToken dropNow)
    {
        try
        {
            await _running.DrainAsync(dropNow);
        }
        catch (OperationCanceledException)
        {
            _running.CancelAll();
            await DropAsync();
        }
    }

    private async Task DropAsync()
    {
        using var timeout = new CancellationTokenSource(DropTimeout);
        try
        {
            await _running.DrainAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            // The store cannot be reached.
        }
    }

    /// <summary>Number of iterations in flight.</summary>
    public int Busy => _running.All.Count;

    /// <summary>The first step of a shutdown, before the bus stops: claims nothing more.</summary>
    public void Close() => _intake.Close();

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Close();
        await TryLeaveAsync(WorkerState.Draining);
        using var dropNow = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        dropNow.CancelAfter(_options.Drain);
        await DrainAsync(dropNow.Token);
        await TryLeaveAsync(WorkerState.Stopped);
    }

    private async Task TryLeaveAsync(WorkerState state)
    {
        using var timeout = new CancellationTokenSource(DropTimeout);
        try
        {
            await _queue.DeregisterAsync(_options.WorkerId, state, timeout.Token);
        }
        catch (Exception exception)
        {
            // A worker without a heartbeat counts as lost, which is correct by then.
            NotSaid(exception, state);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store could not be informed that this worker is {State}")]
    private partial void NotSaid(Exception exception, WorkerState state);
}
