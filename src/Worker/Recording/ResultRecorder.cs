using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Recording;

/// <summary>Spools results and records them; those that arrive while a commit is under way share the next one.</summary>
internal sealed partial class ResultRecorder(
    Spool spool, SpoolHealth health, IWorkQueue queue, TimeProvider time, ILogger<ResultRecorder> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Returns once the result is in the store, or known to be superseded.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="kept">Called long before: it is on the disk, and nothing need wait for the store.</param>
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
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var answers = await queue.RecordAsync([.. batch.Select(waiting => waiting.Result)], cancellationToken);
                spool.Forget(batch.Count(waiting => waiting.IsSpooled));
                foreach (var (waiting, answer) in batch.Zip(answers))
                {
                    waiting.Answer.SetResult(answer);
                }

                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                NotRecorded(exception, batch.Count);
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    /// <summary>A paid result is not thrown away with the disk: it may still reach the store.</summary>
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The result of item {ItemId} of run {RunId} could not be spooled; nothing is claimed until the disk takes it")]
    private partial void NotSpooled(Exception exception, Guid runId, Guid itemId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Results} results were not recorded; they are in the spool and recording is repeated")]
    private partial void NotRecorded(Exception exception, int results);
}
