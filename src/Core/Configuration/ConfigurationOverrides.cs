namespace Persona.Bench.Core.Configuration;

/// <summary>Options of a command line that stand above the environment and the file; null where not given.</summary>
public sealed record ConfigurationOverrides
{
    public string? Store { get; init; }

    public string? Broker { get; init; }

    public string? BaselinesDirectory { get; init; }

    public string? DefaultProvider { get; init; }

    public string? DefaultWorkload { get; init; }
}
