using Microsoft.Extensions.Hosting;

namespace Persona.Bench.Worker.Machine;

/// <summary>
/// Detects that this process did not run for a while: stopped by a signal, or suspended with its machine. A dedicated thread
/// checks two clocks, because the monotonic one stops while a machine sleeps and the wall clock does not.
/// </summary>
internal sealed class SuspensionWatch(TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(2);
    private readonly ManualResetEventSlim _stop = new();
    private readonly Lock _lock = new();
    private long _lastBeat = time.GetTimestamp();
    private DateTimeOffset _lastBeatUtc = time.GetUtcNow();
    private Thread? _thread;
    private int _count;

    /// <summary>Suspensions so far, including one that has just ended.</summary>
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

    internal bool IsWatching => _thread is { IsAlive: true };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _thread = new Thread(Watch) { IsBackground = true, Name = "suspension watch" };
        _thread.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Set();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        // A host that fails to start disposes without stopping; the thread must not use a disposed event.
        _stop.Set();
        _thread?.Join();
        _stop.Dispose();
    }

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
        if (time.GetElapsedTime(_lastBeat) > Gap || utc - _lastBeatUtc > Gap)
        {
            _count++;
        }

        _lastBeat = time.GetTimestamp();
        _lastBeatUtc = utc;
    }
}
