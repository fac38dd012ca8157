namespace Persona.Bench.Core.Runs;

/// <summary>The life of a work item. Stored in snake_case.</summary>
public enum ItemState
{
    Pending,
    Leased,
    Done,

    /// <summary>Given up after the last attempt, with an error measurement.</summary>
    Failed,
    Cancelled,
}
