namespace Persona.Bench.Coordinator;

public sealed class CoordinatorOptions
{
    /// <summary>True: the coordinator owns every open run of the store. False: only the runs submitted to it.</summary>
    public bool DrivesAll { get; set; }

    /// <summary>Time between polls of the open runs when no wake-up arrives.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Time between checks for expired leases and lost hints.</summary>
    public TimeSpan ReconcileInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Debounce window for wake-ups: one poll serves all iterations that end at about the same time. The hints in flight last longer than this;
    /// only the end of a run is delayed by it.
    /// </summary>
    public TimeSpan WakeUpDebounce { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>A hint that has led to no claim within this time is sent again.</summary>
    public TimeSpan HintStaleAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The workers' lease. After a store outage no worker counts as lost until one lease has passed.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A send that the broker has not confirmed within this time has failed.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
