namespace Persona.Bench.Storage.Database;

/// <summary>When the next call to a provider may start, across all workers. Spreads its requests per minute evenly.</summary>
public sealed class CallPaceRow
{
    public required string Provider { get; init; }

    public required DateTimeOffset NextAt { get; set; }
}
