using Persona.Bench.Core.Runs;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Counts what the warm-ups of a workload on a provider take on this worker: they are paid, and no measurement counts them.</summary>
internal sealed class WarmUpAccount
{
    private readonly Lock _lock = new();
    private int _calls;
    private int _callsOfEnded;
    private double? _costUsd = 0;

    public WarmUpCalls Total
    {
        get
        {
            lock (_lock)
            {
                // Of a call under way nobody knows the cost.
                return new WarmUpCalls(_calls, _calls == _callsOfEnded ? _costUsd : null);
            }
        }
    }

    /// <summary>An HTTP request begins.</summary>
    public void Tried()
    {
        lock (_lock)
        {
            _calls++;
        }
    }

    /// <summary>A warm-up has ended, in whatever way.</summary>
    /// <param name="costUsd">Null: not known.</param>
    public void Ended(double? costUsd)
    {
        lock (_lock)
        {
            // One that was ended before its first request cost nothing.
            _costUsd = _calls == _callsOfEnded ? _costUsd : _costUsd + costUsd;
            _callsOfEnded = _calls;
        }
    }
}
