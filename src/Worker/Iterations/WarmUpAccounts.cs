using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Iterations;

/// <summary>What this worker's warm-ups took, and the telling of it: again until the store knows it, also when the warm-up itself was cut off.</summary>
internal sealed partial class WarmUpAccounts(IWorkQueue queue, TimeProvider time, IOptions<WorkerOptions> options, ILogger<WarmUpAccounts> logger)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _end = new();

    // A few bytes for each run of the worker's life.
    private readonly ConcurrentDictionary<SeriesKey, WarmUpAccount> _accounts = new();
    private readonly ConcurrentDictionary<Task, bool> _telling = new();

    public WarmUpAccount Of(SeriesKey part) => _accounts.GetOrAdd(part, _ => new WarmUpAccount());

    /// <summary>Completes when the store knows what was taken until now.</summary>
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

    /// <summary>The last step of a stop: all calls have ended.</summary>
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
                    // It will answer the same again; the measuring goes on.
                    return;
                }

                await Task.Delay(pause, time, _end.Token);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the warm-ups of run {RunId} on {Provider} took was not told to the store")]
    private partial void NotTold(Exception exception, Guid runId, string provider);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What {Accounts} warm-ups took is not in the store, which was away until the end")]
    private partial void NotTold(int accounts);
}
