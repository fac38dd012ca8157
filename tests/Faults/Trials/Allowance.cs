namespace Persona.Bench.Faults.Trials;

/// <summary>What the faults of a trial may cost: calls that are paid and not used, and time.</summary>
internal sealed class Allowance
{
    private readonly List<string> _killed = [];
    private int _attempts;

    /// <summary>Calls beyond one per item, warm-ups and HTTP retries left out.</summary>
    public int ExtraCalls => _attempts * CallsPerAttempt;

    /// <summary>More than one where the provider answers so that calls are tried again.</summary>
    public int CallsPerAttempt { get; set; } = 1;

    /// <summary>How long the faults themselves lasted.</summary>
    public TimeSpan Outage { get; private set; }

    /// <summary>What the ids of workers begin with that could not tell what they had called in a warm-up.</summary>
    public IReadOnlyList<string> Killed => _killed;

    /// <summary>A measured latency may be longer than the provider's by this, where the fault itself stood in the way of the answer.</summary>
    public TimeSpan LatencyInflation { get; private set; }

    /// <summary>A worker was killed.</summary>
    /// <param name="idPrefix">Its id begins with this.</param>
    /// <param name="busy">Items that it held: in a call, or measured and not yet recorded.</param>
    public void WorkerKilled(string idPrefix, int busy)
    {
        _killed.Add(idPrefix);
        _attempts += busy;
    }

    /// <summary>A worker cannot keep what it holds.</summary>
    public void LeasesLost(int items) => _attempts += items;

    public void Lasted(TimeSpan outage) => Outage += outage;

    public void Inflated(TimeSpan by) => LatencyInflation += by;
}
