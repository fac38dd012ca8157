using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Worker.Iterations;

namespace Persona.Bench.Worker.Leases;

/// <summary>Renews the leases of all iterations in flight in one batch, and cancels calls whose item was taken over.</summary>
internal sealed partial class LeaseKeeper(
    IWorkQueue queue, RunningIterations running, IOptions<WorkerOptions> options, TimeProvider time, ILogger<LeaseKeeper> logger) : BackgroundService
{
    // A renewal is also the worker's heartbeat.
    private static readonly TimeSpan LongestPause = LiveWorker.HeardWithin / 3;
    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Requests an early renewal, which also reveals items that were taken away.</summary>
    public void RenewSoon() => _asked.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var third = options.Value.Lease / 3;
        while (!stoppingToken.IsCancellationRequested)
        {
            await WaitAsync(third < LongestPause ? third : LongestPause, stoppingToken);
            await RenewAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _asked.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The regular renewal is due.
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            var iterations = running.All;
            var ids = iterations.Select(iteration => iteration.Item.ItemId).ToArray();
            var renewal = await queue.RenewAsync(options.Value.WorkerId, ids, options.Value.Lease, cancellationToken);
            foreach (var iteration in iterations.Where(iteration => IsTaken(iteration, renewal)))
            {
                LeaseLost(iteration.Item.RunId, iteration.Item.ItemId);
                iteration.Cancel();
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The store cannot be reached. The calls continue: their results are spooled, and the fence decides whether they count.
            NotRenewed(exception);
        }
    }

    /// <summary>An item whose call has ended may already be recorded and thus no longer leased; the fence decides about it.</summary>
    private static bool IsTaken(RunningIteration iteration, Renewal renewal) =>
        !iteration.CallEnded && !(renewal.Held.TryGetValue(iteration.Item.ItemId, out var attempt) && attempt == iteration.Item.Attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of item {ItemId} of run {RunId} was lost; its call is cancelled")]
    private partial void LeaseLost(Guid runId, Guid itemId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Leases could not be renewed; retrying at the next renewal")]
    private partial void NotRenewed(Exception exception);
}
