namespace Persona.Bench.Storage.Database;

/// <summary>Append-only audit: how one attempt at an item ended.</summary>
public sealed class AttemptRow
{
    public required Guid ItemId { get; init; }

    public required int Attempt { get; init; }

    public required string WorkerId { get; init; }

    /// <summary>Null where the worker was lost before it could say.</summary>
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

    /// <summary>Given back before its end: drained or stopped.</summary>
    Released,

    /// <summary>Its run was cancelled, and its call with it.</summary>
    Cancelled,

    /// <summary>The machine was suspended during it; it is repeated.</summary>
    Tainted,

    /// <summary>Its lease ran out.</summary>
    Lost,
}
