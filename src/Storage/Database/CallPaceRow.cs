namespace Persona.Bench.Storage.Database;

/// <summary>When the next call to a provider may start, over all workers: its requests per minute, evenly spread.</summary>
public sealed class CallPaceRow
{
    public required string Provider { get; init; }

    public required DateTimeOffset NextAt { get; set; }
}
