namespace Persona.Bench.Coordinator;

public sealed class CoordinatorOptions
{
    /// <summary>True: every open run of the store is this coordinator's. False: only those that were submitted to it.</summary>
    public bool DrivesAll { get; set; }

    /// <summary>Time between two looks at the open runs when no nudge wakes the coordinator.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Time between two looks at expired leases and lost hints.</summary>
    public TimeSpan ReconcileInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long a nudge waits for others, so that one look serves all iterations that end about now. Hints under way last for longer; what is late by
    /// it is the end of a run.
    /// </summary>
    public TimeSpan WakeUpDebounce { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>A hint older than this that led to no claim is sent again.</summary>
    public TimeSpan HintStaleAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The lease of the workers: after the store was away nobody is taken for lost before one has passed.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A send that the broker has not confirmed by then has failed.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
