using Persona.Bench.Emulator.Profiles;

namespace Persona.Bench.Emulator.Faults;

/// <summary>
/// Selects the fault of a request: first those enqueued on demand, then the schedule, then the standing faults by their
/// probability. Safe for concurrent use; changes apply from the next request on.
/// </summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly Queue<Fault> _enqueued = new();
    private readonly IReadOnlyList<ScheduledFault> _scheduled;
    private readonly IReadOnlyList<Fault> _standing;
    private readonly int _seed;

    internal FaultPlan(EmulatorOptions options)
    {
        _scheduled = options.ScheduledFaults;
        _standing = options.StandingFaults;
        _seed = options.Seed;
    }

    /// <summary>Number of enqueued faults not yet assigned to a request.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _enqueued.Count;
            }
        }
    }

    /// <summary>Applies this fault to the next <paramref name="count"/> requests, after faults enqueued earlier.</summary>
    public void Enqueue(Fault fault, int count = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        lock (_gate)
        {
            for (var i = 0; i < count; i++)
            {
                _enqueued.Enqueue(fault);
            }
        }
    }

    /// <summary>Removes enqueued faults; scheduled and standing faults stay.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _enqueued.Clear();
        }
    }

    internal Fault? Next(long requestNumber)
    {
        lock (_gate)
        {
            if (_enqueued.TryDequeue(out var fault))
            {
                return fault;
            }
        }

        return Scheduled(requestNumber) ?? Standing(requestNumber);
    }

    private Fault? Scheduled(long requestNumber) =>
        _scheduled.FirstOrDefault(entry => requestNumber >= entry.FirstRequest && requestNumber - entry.FirstRequest < entry.Count)?.Fault;

    private Fault? Standing(long requestNumber)
    {
        if (_standing.Count == 0)
        {
            return null;
        }

        var chance = SeededNoise.Uniform(_seed, NoiseStream.Fault, requestNumber);
        foreach (var fault in _standing)
        {
            chance -= fault.Probability;
            if (chance < 0)
            {
                return fault;
            }
        }

        return null;
    }
}
