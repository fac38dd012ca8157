using System.ComponentModel.DataAnnotations;

namespace Persona.Bench.Coordinator;

public sealed class CoordinatorOptions
{
    public const string Section = "Coordinator";

    /// <summary>Blocks that are dispatched and not yet done, at most; a little more than the workers have slots.</summary>
    [Range(1, 100_000)]
    public int BlocksInFlight { get; set; } = 4;

    /// <summary>Time between two looks at leases and hints when nothing else wakes the coordinator.</summary>
    public TimeSpan ReconcileInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a nudge waits for others, so that one look serves all iterations that end about now.</summary>
    public TimeSpan NudgePause { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>A hint older than this that led to no claim is sent again.</summary>
    public TimeSpan HintStaleAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A send that the broker has not confirmed by then has failed.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
