namespace Persona.Bench.Storage.Tests.Queue.Interleavings;

/// <summary>What somebody does next; the numbers choose among what there is at that moment.</summary>
/// <param name="Kind">What.</param>
/// <param name="Worker">Who.</param>
/// <param name="Choice">Which of the items, or how long.</param>
internal sealed record Step(StepKind Kind, int Worker, int Choice);

internal enum StepKind
{
    Dispatch,
    Claim,
    Renew,

    /// <summary>Of something held, or once held: late and repeated results are results too.</summary>
    Record,

    /// <summary>A result of something held, or once held, goes to the disk of whoever holds it.</summary>
    Spool,

    /// <summary>A batch of what stands on disks: of several workers, and several attempts, in any order.</summary>
    RecordSpools,

    /// <summary>All that stands on one disk, maybe not for the last time.</summary>
    Replay,

    /// <summary>The same, into the other store.</summary>
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
