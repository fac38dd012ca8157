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
    Release,
    Wait,
    Reconcile,
    Stop,
    Start,
    Complete,
    Cancel,
    CancelNow,
}
