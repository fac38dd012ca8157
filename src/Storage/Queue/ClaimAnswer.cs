namespace Persona.Bench.Storage.Queue;

/// <summary>The outcome of a claim.</summary>
public abstract record ClaimAnswer
{
    private ClaimAnswer()
    {
    }

    public sealed record Claimed(ClaimedItem Item) : ClaimAnswer;

    /// <summary>Not available: done, taken, not yet due, or its run is not running.</summary>
    public sealed record Gone : ClaimAnswer;

    /// <summary>Its provider is at capacity; worth retrying soon.</summary>
    public sealed record AtCapacity : ClaimAnswer;
}
