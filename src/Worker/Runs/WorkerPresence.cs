using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Persona.Bench.Core.Environments;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Worker.Iterations;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Worker.Runs;

/// <summary>Enters the worker in the store at its start, replays what dead neighbours left, and drains at its end.</summary>
public sealed class WorkerPresence : IHostedService
{
    // What is not recorded by then stands in the spool, and what is not given back has a lease that runs out.
    private static readonly TimeSpan DropTimeout = TimeSpan.FromSeconds(5);
    private readonly IWorkQueue _queue;
    private readonly SpoolReplay _replay;
    private readonly RunningIterations _running;
    private readonly WorkerOptions _options;

    internal WorkerPresence(IWorkQueue queue, SpoolReplay replay, RunningIterations running, IOptions<WorkerOptions> options) =>
        (_queue, _replay, _running, _options) = (queue, replay, running, options.Value);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _queue.AnnounceAsync(
            new WorkerAnnouncement
            {
                WorkerId = _options.WorkerId,
                Environment = _options.Machine!,
                Fingerprint = FingerprintHash.Of(_options.Machine!),
                Providers = [.. _options.Providers.Keys],
                Slots = _options.Slots,
                Version = _options.Version,
            },
            cancellationToken);
        await _replay.ReplayAsync(cancellationToken);
    }

    /// <summary>Waits for the iterations under way, until <paramref name="dropNow"/>; then their calls are ended and their items given back.</summary>
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
            // The store is away.
        }
    }

    /// <summary>Iterations under way at this moment.</summary>
    public int Busy => _running.All.Count;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await DrainAsync(cancellationToken);
        await _queue.RetireAsync(_options.WorkerId, CancellationToken.None);
    }
}
