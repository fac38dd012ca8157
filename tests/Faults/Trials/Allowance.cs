using Persona.Bench.Faults.Bench;

namespace Persona.Bench.Faults.Trials;

/// <summary>What the faults of a trial may cost: calls that are paid and not used, and time.</summary>
internal sealed class Allowance
{
    private int _kills;
    private int _attempts;

    /// <summary>Calls beyond one per item, warm-ups and HTTP retries left out.</summary>
    public int ExtraCalls => _attempts * CallsPerAttempt;

    /// <summary>More than one where the provider answers so that calls are tried again.</summary>
    public int CallsPerAttempt { get; set; } = 1;

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
        _attempts += busy;
    }

    /// <summary>A worker ended in order, and another one came.</summary>
    public void WorkerReplaced() => _kills++;

    /// <summary>A worker cannot keep what it holds.</summary>
    public void LeasesLost(int items) => _attempts += items;

    public void Lasted(TimeSpan outage) => Outage += outage;

    public void Inflated(TimeSpan by) => LatencyInflation += by;
}
