namespace Persona.Bench.Faults.Trials;

/// <summary>What the faults of a trial may cost: calls paid but not used, and time.</summary>
internal sealed class Allowance
{
    private readonly List<string> _killed = [];
    private int _attempts;

    /// <summary>Calls beyond one per item, not counting warm-ups and HTTP retries.</summary>
    public int ExtraCalls => _attempts * CallsPerAttempt;

    /// <summary>More than one if the provider's answers cause retries.</summary>
    public int CallsPerAttempt { get; set; } = 1;

    /// <summary>How long the faults themselves lasted.</summary>
    public TimeSpan Outage { get; private set; }

    /// <summary>Id prefixes of the killed workers, which could not report their warm-up calls.</summary>
    public IReadOnlyList<string> Killed => _killed;

    /// <summary>How much longer than the provider's a measured latency may be because the fault itself delayed the answer.</summary>
    public TimeSpan LatencyInflation { get; private set; }

    /// <summary>Accounts for a killed worker.</summary>
    /// <param name="idPrefix">Prefix of its id.</param>
    /// <param name="busy">Items it held: in a call, or measured but not yet recorded.</param>
    public void WorkerKilled(string idPrefix, int busy)
    {
        _killed.Add(idPrefix);
        _attempts += busy;
    }

    /// <summary>Accounts for a worker that loses its leases.</summary>
    public void LeasesLost(int items) => _attempts += items;

    public void Lasted(TimeSpan outage) => Outage += outage;

    public void Inflated(TimeSpan by) => LatencyInflation += by;
}
