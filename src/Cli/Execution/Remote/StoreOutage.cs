using System.Data.Common;
using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Cli.Execution.Remote;

/// <summary>Queries a store that may be unreachable for a while, with retries. Queries must be idempotent.</summary>
/// <param name="store">Its name in messages.</param>
/// <param name="view">Shows an outage and its end, once each.</param>
/// <param name="patience">How long an outage may last.</param>
/// <param name="time">The clock.</param>
internal sealed class StoreOutage(string store, ProgressView view, TimeSpan patience, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // A connection that was cut silently would block for much longer.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);

    /// <exception cref="ExecutionException">The store was unreachable for too long.</exception>
    /// <exception cref="StoreException">The store refuses the query, which waiting does not fix.</exception>
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
                    view.Say("the store cannot be reached; retrying");
                }

                awaySince ??= time.GetTimestamp();
                if (time.GetElapsedTime(awaySince.Value) >= patience)
                {
                    throw new ExecutionException(
                        $"the store could not be reached for {Figures.Format(patience)} ({Reason(exception)}); the run may continue without this command",
                        exception);
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
