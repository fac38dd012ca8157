using Microsoft.Extensions.Logging;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Worker.Recording;

/// <summary>Retries until the store has recorded the results. While the store answers but rejects results, claiming is paused.</summary>
internal sealed partial class PatientRecording(SpoolHealth health, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <param name="record">Must be idempotent.</param>
    /// <param name="results">Number of results waiting.</param>
    /// <param name="cancellationToken">Stops retrying; the results remain in the spool.</param>
    public async Task<T> RecordAsync<T>(Func<Task<T>> record, int results, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var answers = await record();
                if (health.StoreRecorded())
                {
                    TakesAgain();
                }

                return answers;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Tell(exception, results);
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    private void Tell(Exception exception, int results)
    {
        if (StoreFaults.Classify(exception) is null or StoreFault.Away)
        {
            // Nothing can be claimed from it either.
            NotRecorded(exception, results);
            return;
        }

        var reason = StoreFaults.ReasonOf(exception);
        if (health.StoreRefused($"the store accepts no results: {reason}"))
        {
            Refused(results, reason);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Results} results could not be recorded; they are in the spool, and recording is retried")]
    private partial void NotRecorded(Exception exception, int results);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The store accepts no results ({Reason}): {Results} wait in the spool, recording is retried, and nothing is claimed until it succeeds")]
    private partial void Refused(int results, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The store accepts results again")]
    private partial void TakesAgain();
}
