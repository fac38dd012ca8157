namespace Persona.Bench.Core.Configuration;

/// <summary>Command-line options, which take precedence over the environment and the file; null if not given.</summary>
public sealed record ConfigurationOverrides
{
    public string? Store { get; init; }

    public string? Broker { get; init; }

    public string? BaselinesDirectory { get; init; }

    public string? DefaultProvider { get; init; }

    public string? DefaultWorkload { get; init; }
}
