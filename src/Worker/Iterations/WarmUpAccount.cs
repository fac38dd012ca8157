using Persona.Bench.Core.Runs;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Counts the calls and cost of a workload's warm-ups on a provider on this worker: they are paid for, but in no measurement.</summary>
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
                // The cost of a call in flight is not known yet.
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

    /// <summary>A warm-up has ended, successfully or not.</summary>
    /// <param name="costUsd">Null if unknown.</param>
    public void Ended(double? costUsd)
    {
        lock (_lock)
        {
            // A warm-up that ended before its first request cost nothing.
            _costUsd = _calls == _callsOfEnded ? _costUsd : _costUsd + costUsd;
            _callsOfEnded = _calls;
        }
    }
}
