namespace Persona.Bench.Storage.Queue;

/// <summary>What became of a claim.</summary>
public abstract record ClaimAnswer
{
    private ClaimAnswer()
    {
    }

    public sealed record Claimed(ClaimedItem Item) : ClaimAnswer;

    /// <summary>It is not to be had: done, taken, not yet due, or the run is not running.</summary>
    public sealed record Gone : ClaimAnswer;

    /// <summary>Its provider has as many calls under way as it takes; worth another try soon.</summary>
    public sealed record AtCapacity : ClaimAnswer;
}
