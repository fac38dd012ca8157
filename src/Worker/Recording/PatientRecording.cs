using Microsoft.Extensions.Logging;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Worker.Recording;

/// <summary>Records until the store has it; closes the intake meanwhile where the store answers and takes nothing.</summary>
internal sealed partial class PatientRecording(SpoolHealth health, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <param name="record">Safe to repeat.</param>
    /// <param name="results">How many wait.</param>
    /// <param name="cancellationToken">Ends the waiting; the results are in the spool.</param>
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
            // Nothing can be claimed of it either.
            NotRecorded(exception, results);
            return;
        }

        var reason = StoreFaults.ReasonOf(exception);
        if (health.StoreRefused($"the store takes no results: {reason}"))
        {
            Refused(results, reason);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Results} results were not recorded; they are in the spool and recording is repeated")]
    private partial void NotRecorded(Exception exception, int results);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The store takes no results ({Reason}): {Results} wait in the spool, nothing more is claimed, and recording is repeated until it does")]
    private partial void Refused(int results, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The store takes results again")]
    private partial void TakesAgain();
}
