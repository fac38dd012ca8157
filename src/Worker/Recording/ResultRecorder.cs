using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Recording;

/// <summary>Spools results and records them; those that arrive during a commit share the next one.</summary>
internal sealed partial class ResultRecorder(
    Spool spool, SpoolHealth health, IWorkQueue queue, TimeProvider time, ILogger<ResultRecorder> logger) : BackgroundService
{
    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ResultSifter _sifter = new(queue);
    private readonly PatientRecording _patient = new(health, time, logger);

    /// <summary>Returns once the result is in the store or known to be superseded.</summary>
    /// <param name="result">The measurement.</param>
    /// <param name="kept">Called well before that, once spooling is done: nothing needs to wait for the store.</param>
    public async Task<RecordAnswer> RecordAsync(Measurement result, Action? kept = null)
    {
        var isSpooled = await TrySpoolAsync(result);
        kept?.Invoke();
        var waiting = new Waiting(result, isSpooled, new TaskCompletionSource<RecordAnswer>(TaskCreationOptions.RunContinuationsAsynchronously));
        _waiting.Writer.TryWrite(waiting);
        return await waiting.Answer.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Waiting>();
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            while (_waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            await RecordAsync(batch, stoppingToken);
            batch.Clear();
        }
    }

    private async Task RecordAsync(IReadOnlyList<Waiting> batch, CancellationToken cancellationToken)
    {
        Measurement[] results = [.. batch.Select(waiting => waiting.Result)];
        var sifted = await _patient.RecordAsync(() => _sifter.RecordAsync(results, cancellationToken), results.Length, cancellationToken);
        foreach (var (waiting, one) in batch.Zip(sifted).OrderBy(pair => pair.Second.Refusal is not null))
        {
            await EndAsync(waiting, one, cancellationToken);
        }
    }

    private async Task EndAsync(Waiting waiting, Sifted sifted, CancellationToken cancellationToken)
    {
        var (answer, isKept) = sifted.Refusal is { } refusal
            ? await SetAsideAsync(waiting.Result, refusal, cancellationToken)
            : (sifted.Answer, sifted.Answer != RecordAnswer.Unknown || waiting.Result.ItemId == Guid.Empty);
        if (isKept && waiting.IsSpooled)
        {
            spool.Forget(1);
        }

        waiting.Answer.SetResult(answer);
    }

    /// <returns>The store's answer for the item, and whether the result no longer needs the spool.</returns>
    private async Task<(RecordAnswer Answer, bool IsKept)> SetAsideAsync(Measurement result, string refusal, CancellationToken cancellationToken)
    {
        var path = SpoolFolder.RejectedPathOf(spool.Path);
        var isKept = TryKeep(path, result, refusal);
        // If even this is rejected, the result is not at fault, and retrying is right.
        var standIn = ResultSifter.StandInFor(result, Path.GetFileName(isKept ? path : spool.Path));
        var answers = await _patient.RecordAsync(() => queue.RecordAsync([standIn], cancellationToken), 1, cancellationToken);
        return (answers[0], isKept);
    }

    private bool TryKeep(string path, Measurement result, string refusal)
    {
        try
        {
            RejectedResults.Append(path, [RejectedResults.LineOf(result)]);
            Rejected(result.Attempt, result.ItemId, result.RunId, refusal, path);
            return true;
        }
        catch (Exception exception) when (Spool.IsOfDisk(exception))
        {
            // The result stays in the spool.
            Rejected(result.Attempt, result.ItemId, result.RunId, refusal, spool.Path);
            return false;
        }
    }

    /// <summary>A disk failure does not discard the result: it was paid for, and may still reach the store.</summary>
    private async Task<bool> TrySpoolAsync(Measurement result)
    {
        try
        {
            await spool.AppendAsync(result);
            health.Succeeded();
            return true;
        }
        catch (Exception exception) when (Spool.IsOfDisk(exception))
        {
            health.Failed($"the spool cannot be written: {exception.Message}");
            NotSpooled(exception, result.RunId, result.ItemId);
            return false;
        }
    }

    private sealed record Waiting(Measurement Result, bool IsSpooled, TaskCompletionSource<RecordAnswer> Answer);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The result of item {ItemId} of run {RunId} could not be spooled; nothing is claimed until the disk is writable")]
    private partial void NotSpooled(Exception exception, Guid runId, Guid itemId);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The store rejected the result of attempt {Attempt} at item {ItemId} of run {RunId} ({Reason}); it is kept in {Path}, and the item counts as failed")]
    private partial void Rejected(int attempt, Guid itemId, Guid runId, string reason, string path);
}
