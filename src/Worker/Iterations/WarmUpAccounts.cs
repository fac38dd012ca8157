using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Calls and cost of this worker's warm-ups, reported to the store with retries, even if the warm-up itself was cancelled.</summary>
internal sealed partial class WarmUpAccounts(IWorkQueue queue, TimeProvider time, IOptions<WorkerOptions> options, ILogger<WarmUpAccounts> logger)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _end = new();

    // Never evicted: a few bytes for each run in the worker's lifetime.
    private readonly ConcurrentDictionary<SeriesKey, WarmUpAccount> _accounts = new();
    private readonly ConcurrentDictionary<Task, bool> _telling = new();

    public WarmUpAccount Of(SeriesKey part) => _accounts.GetOrAdd(part, _ => new WarmUpAccount());

    /// <summary>Completes when the store has the current total.</summary>
    public Task TellAsync(SeriesKey part)
    {
        var telling = UntilToldAsync(part);
        if (!telling.IsCompleted)
        {
            _telling[telling] = true;
            _ = telling.ContinueWith(told => _telling.TryRemove(told, out _), TaskScheduler.Default);
        }

        return telling;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The last step of a shutdown: all calls have ended.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(_telling.Keys).WaitAsync(LongestPause, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            NotTold(_telling.Count);
        }

        await _end.CancelAsync();
    }

    public void Dispose() => _end.Dispose();

    private async Task UntilToldAsync(SeriesKey part)
    {
        var account = Of(part);
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await queue.TellWarmUpsAsync(new WarmUpTotal(options.Value.WorkerId, part, account.Total), _end.Token);
                return;
            }
            catch (Exception exception) when (!_end.IsCancellationRequested)
            {
                NotTold(exception, part.RunId, part.Provider);
                if (StoreFaults.IsRefusal(exception))
                {
                    // Retrying would get the same answer; measuring continues.
                    return;
                }

                await Task.Delay(pause, time, _end.Token);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Calls and cost of the warm-ups of run {RunId} on {Provider} could not be recorded in the store")]
    private partial void NotTold(Exception exception, Guid runId, string provider);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Calls and cost of {Accounts} warm-ups were not recorded: the store could not be reached")]
    private partial void NotTold(int accounts);
}
