using System.Data.Common;
using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Cli.Execution.Remote;

/// <summary>Asks a store that may be away for a while. What is asked must be safe to repeat.</summary>
/// <param name="store">How messages name it.</param>
/// <param name="view">Where an outage and its end are told, once each.</param>
/// <param name="patience">How long an outage may last.</param>
/// <param name="time">The clock.</param>
internal sealed class StoreOutage(string store, ProgressView view, TimeSpan patience, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // A connection that was cut without a word would be waited for much longer.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);

    /// <exception cref="ExecutionException">It was away for too long.</exception>
    /// <exception cref="StoreException">It is there and refuses, which waiting does not mend.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        long? awaySince = null;
        while (true)
        {
            try
            {
                var answer = await AskOnceAsync(ask, cancellationToken);
                if (awaySince is not null)
                {
                    view.Say("the store is back");
                }

                return answer;
            }
            catch (DbException exception) when (StoreFaults.IsRefusal(exception))
            {
                throw StoreException.From(store, exception);
            }
            catch (Exception exception) when (IsAway(exception) && !cancellationToken.IsCancellationRequested)
            {
                if (awaySince is null)
                {
                    view.Say("the store is away, trying again");
                }

                awaySince ??= time.GetTimestamp();
                if (time.GetElapsedTime(awaySince.Value) >= patience)
                {
                    throw new ExecutionException($"the store was away for {Figures.Format(patience)} ({Reason(exception)}); the run may be going on without this command", exception);
                }
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<T> AskOnceAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(LongestAnswer, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        return await ask(either.Token);
    }

    private static bool IsAway(Exception exception) => exception is OperationCanceledException || StoreFaults.Passes(exception);

    private static string Reason(Exception exception) =>
        exception is OperationCanceledException ? "no answer" : (exception.InnerException?.Message ?? exception.Message).TrimEnd('.');
}
