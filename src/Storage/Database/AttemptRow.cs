namespace Persona.Bench.Storage.Database;

/// <summary>Append-only audit: how one attempt at an item ended.</summary>
public sealed class AttemptRow
{
    public required Guid ItemId { get; init; }

    public required int Attempt { get; init; }

    public required string WorkerId { get; init; }

    /// <summary>Null if the worker was lost before it could report it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public required AttemptOutcome Outcome { get; init; }

    public int HttpTries { get; init; }
}

public enum AttemptOutcome
{
    /// <summary>Its measurement is in the store.</summary>
    Recorded,

    /// <summary>Another attempt held the fence when this one reported.</summary>
    Superseded,

    /// <summary>Returned unfinished: the worker was drained or stopped.</summary>
    Released,

    /// <summary>Its run was cancelled, and its call aborted.</summary>
    Cancelled,

    /// <summary>The machine was suspended during the attempt; the item is repeated.</summary>
    Tainted,

    /// <summary>Its lease expired.</summary>
    Lost,
}
