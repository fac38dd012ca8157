using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Prices;
using Persona.Bench.Core.Providers;

namespace Persona.Bench.Cli.Execution.Embedded;

/// <summary>What the embedded bench is made of.</summary>
internal sealed record EmbeddedOptions
{
    public required string StorePath { get; init; }

    public required string SpoolFolder { get; init; }

    /// <summary>Base of relative input paths.</summary>
    public required string InputFolder { get; init; }

    /// <summary>The providers of the run, by name.</summary>
    public required IReadOnlyDictionary<string, ProviderDefinition> Providers { get; init; }

    public required PriceTable Prices { get; init; }

    public required EnvironmentFingerprint Machine { get; init; }

    /// <summary>How long a claimed iteration is this process' own without a renewal.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>Iterations in flight at once.</summary>
    public required int Slots { get; init; }

    /// <summary>Log to stderr, not only to the file beside the store.</summary>
    public required bool Verbose { get; init; }
}
