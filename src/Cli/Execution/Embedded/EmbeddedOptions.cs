using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Prices;
using Persona.Bench.Core.Providers;

namespace Persona.Bench.Cli.Execution.Embedded;

/// <summary>Settings of the embedded bench.</summary>
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

    /// <summary>How long a claim on an iteration lasts without renewal.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>Most iterations in flight at a time.</summary>
    public required int Slots { get; init; }

    /// <summary>Log to stderr too, not only to the file beside the store.</summary>
    public required bool Verbose { get; init; }
}
