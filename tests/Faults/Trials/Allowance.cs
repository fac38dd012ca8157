using Persona.Bench.Faults.Bench;

namespace Persona.Bench.Faults.Trials;

/// <summary>What the faults of a trial may cost: calls that are paid and not used, and time.</summary>
internal sealed class Allowance
{
    private int _kills;

    /// <summary>Calls beyond one per item, warm-ups and HTTP retries left out.</summary>
    public int ExtraCalls { get; private set; }

    /// <summary>How long the faults themselves lasted.</summary>
    public TimeSpan Outage { get; private set; }

    /// <summary>Processes that may have run warm-ups.</summary>
    public int Processes => BenchSettings.Workers + _kills;

    /// <summary>A measured latency may be longer than the provider's by this, where the fault itself stood in the way of the answer.</summary>
    public TimeSpan LatencyInflation { get; private set; }

    /// <summary>A worker was killed.</summary>
    /// <param name="busy">Items that it held: in a call, or measured and not yet recorded.</param>
    public void WorkerKilled(int busy)
    {
        _kills++;
        ExtraCalls += busy;
    }

    /// <summary>A worker could not keep its leases: at most each of its slots was busy, and they may be lost again each lease.</summary>
    public void LeasesLost(int workers) => ExtraCalls += workers * BenchSettings.Slots;

    public void Lasted(TimeSpan outage) => Outage += outage;

    public void Inflated(TimeSpan by) => LatencyInflation += by;
}
