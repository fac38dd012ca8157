using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Runs one claimed item to completion: warm-up, call, spool, record, notify. A cancelled or suspended call releases the item.</summary>
internal sealed partial class IterationRunner(
    WarmUps warmUps,
    IterationExecutor executor,
    ResultRecorder recorder,
    IWorkQueue queue,
    IFinishedNotifier notifier,
    TimeProvider time,
    IOptions<WorkerOptions> options,
    ILogger<IterationRunner> logger)
{
    public async Task RunAsync(RunContext run, RunningIteration iteration)
    {
        var item = iteration.Item;
        var startedAt = time.GetUtcNow();
        try
        {
            await run.WarmUpAsync(item, warmUps, iteration.CallToken);
            var measurement = await executor.ExecuteAsync(run, item, iteration.CallToken);
            iteration.CallEnded = true;
            await (measurement is null ? RepeatAsync(item, startedAt) : RecordAsync(measurement, iteration));
        }
        catch (OperationCanceledException) when (iteration.CallToken.IsCancellationRequested)
        {
            await ReleaseAsync(item, startedAt, AttemptOutcome.Released);
        }
        catch (Exception exception)
        {
            // A bug of ours: faults of the provider are results. The lease expires, and after the third attempt the item is given up.
            Broke(exception, item.RunId, item.ItemId);
        }
    }

    private Task RepeatAsync(ClaimedItem item, DateTimeOffset startedAt)
    {
        Suspended(item.RunId, item.ItemId);
        return ReleaseAsync(item, startedAt, AttemptOutcome.Tainted);
    }

    private async Task RecordAsync(Measurement measurement, RunningIteration iteration)
    {
        if (await recorder.RecordAsync(measurement, kept: iteration.FreeSlot) == RecordAnswer.Superseded)
        {
            Superseded(measurement.RunId, measurement.ItemId, measurement.Attempt);
        }

        notifier.Send(measurement.RunId);
    }

    private async Task ReleaseAsync(ClaimedItem item, DateTimeOffset startedAt, AttemptOutcome outcome)
    {
        try
        {
            await queue.ReleaseAsync(new ReleasedItem(item, options.Value.WorkerId, startedAt, outcome), CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The store cannot be reached: the lease expires instead.
            NotReleased(exception, item.RunId, item.ItemId);
            return;
        }

        notifier.Send(item.RunId);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Item {ItemId} of run {RunId} is repeated: the machine was suspended during the call")]
    private partial void Suspended(Guid runId, Guid itemId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} at item {ItemId} of run {RunId} came too late; another attempt counts")]
    private partial void Superseded(Guid runId, Guid itemId, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Item {ItemId} of run {RunId} failed because of a bug in the worker")]
    private partial void Broke(Exception exception, Guid runId, Guid itemId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Item {ItemId} of run {RunId} could not be released; it is repeated when its lease expires")]
    private partial void NotReleased(Exception exception, Guid runId, Guid itemId);
}
