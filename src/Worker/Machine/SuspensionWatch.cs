using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Persona.Bench.Worker.Machine;

/// <summary>
/// Notices that this process did not run for a while: stopped by a signal, or asleep with its machine. Its own thread looks at
/// two clocks, because the monotonic one stands still while a machine sleeps and the other one goes on.
/// </summary>
internal sealed class SuspensionWatch(TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(2);
    private readonly ManualResetEventSlim _stop = new();
    private readonly Lock _lock = new();
    private long _lastBeat = Stopwatch.GetTimestamp();
    private DateTimeOffset _lastBeatUtc = time.GetUtcNow();
    private int _count;

    /// <summary>Suspensions so far, one that has just ended included.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                Look();
                return _count;
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(Watch) { IsBackground = true, Name = "suspension watch" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Set();
        return Task.CompletedTask;
    }

    public void Dispose() => _stop.Dispose();

    private void Watch()
    {
        while (!_stop.Wait(Beat))
        {
            lock (_lock)
            {
                Look();
            }
        }
    }

    private void Look()
    {
        var utc = time.GetUtcNow();
        if (Stopwatch.GetElapsedTime(_lastBeat) > Gap || utc - _lastBeatUtc > Gap)
        {
            _count++;
        }

        _lastBeat = Stopwatch.GetTimestamp();
        _lastBeatUtc = utc;
    }
}
