using System.Diagnostics;

namespace Persona.Bench.Worker.Machine;

/// <summary>
/// Measures how late this process itself is: how long what is due waits for a thread of the pool and a processor, as an answer does that
/// has arrived. A timer looks every twenty milliseconds while calls are in flight.
/// </summary>
internal sealed class ClientLag : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly Timer _timer;
    private int _inFlight;
    private long _due;
    private LagPoint _last;

    public ClientLag() => _timer = new Timer(static lag => ((ClientLag)lag!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Begins the measurement of a call.</summary>
    public LagPoint Begin()
    {
        lock (_gate)
        {
            if (_inFlight++ == 0)
            {
                Arm();
            }

            return _last;
        }
    }

    /// <returns>The average lag since then in ms; null for a call too short to tell.</returns>
    public double? End(LagPoint begin)
    {
        lock (_gate)
        {
            _inFlight--;
            return _last.Looks > begin.Looks ? (_last.TotalMs - begin.TotalMs) / (_last.Looks - begin.Looks) : null;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_gate)
        {
            var late = Stopwatch.GetElapsedTime(_due, Stopwatch.GetTimestamp());
            _last = new LagPoint(_last.TotalMs + Math.Max(0, late.TotalMilliseconds), _last.Looks + 1);
            if (_inFlight > 0)
            {
                Arm();
            }
        }
    }

    private void Arm()
    {
        _due = Stopwatch.GetTimestamp() + (long)(Interval.TotalSeconds * Stopwatch.Frequency);
        _timer.Change(Interval, Timeout.InfiniteTimeSpan);
    }
}

/// <summary>What was measured up to a moment.</summary>
internal readonly record struct LagPoint(double TotalMs, long Looks);
