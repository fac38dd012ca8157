namespace Persona.Bench.Storage.Tests.Queue.Interleavings;

/// <summary>The next action. The numbers choose among what exists at that moment.</summary>
/// <param name="Kind">The action.</param>
/// <param name="Worker">The worker that acts.</param>
/// <param name="Choice">The item to act on, or how long to wait.</param>
internal sealed record Step(StepKind Kind, int Worker, int Choice);

internal enum StepKind
{
    Dispatch,
    Claim,
    Renew,

    /// <summary>Records a result of an item that is or was held, so results may be late or repeated.</summary>
    Record,

    /// <summary>Spools a result of an item that is or was held, on the disk of its worker.</summary>
    Spool,

    /// <summary>Records a batch of spooled results: of several workers and attempts, in any order.</summary>
    RecordSpools,

    /// <summary>Replays everything on one disk, possibly more than once.</summary>
    Replay,

    /// <summary>Replays the same into the other store.</summary>
    ReplayElsewhere,
    Release,
    Wait,
    Reconcile,
    Stop,
    Start,
    Complete,
    Cancel,
    CancelNow,
}
