using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Takes one claimed item to its end: warm-up, call, spool, record, nudge; or gives it back.</summary>
internal sealed partial class IterationRunner(
    WarmUps warmUps,
    IterationExecutor executor,
    ResultRecorder recorder,
    IWorkQueue queue,
    IFinishedNotifier nudge,
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
            // Not the provider's fault, those are results: the lease runs out, and the third time the item is given up.
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

        nudge.Send(measurement.RunId, measurement.ItemId);
    }

    private async Task ReleaseAsync(ClaimedItem item, DateTimeOffset startedAt, AttemptOutcome outcome)
    {
        try
        {
            await queue.ReleaseAsync(new ReleasedItem(item, options.Value.WorkerId, startedAt, outcome), CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The store is away: the lease runs out instead.
            NotReleased(exception, item.RunId, item.ItemId);
            return;
        }

        nudge.Send(item.RunId, item.ItemId);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Item {ItemId} of run {RunId} is repeated: the machine was suspended during it")]
    private partial void Suspended(Guid runId, Guid itemId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Attempt {Attempt} at item {ItemId} of run {RunId} came too late; another one counts")]
    private partial void Superseded(Guid runId, Guid itemId, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Item {ItemId} of run {RunId} broke the worker's own code")]
    private partial void Broke(Exception exception, Guid runId, Guid itemId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Item {ItemId} of run {RunId} was not given back; it is repeated when its lease has run out")]
    private partial void NotReleased(Exception exception, Guid runId, Guid itemId);
}
