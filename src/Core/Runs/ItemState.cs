namespace Persona.Bench.Core.Runs;

/// <summary>The state of a work item. Stored in snake_case.</summary>
public enum ItemState
{
    Pending,
    Leased,
    Done,

    /// <summary>Abandoned after the last attempt, with an error measurement.</summary>
    Failed,
    Cancelled,
}
