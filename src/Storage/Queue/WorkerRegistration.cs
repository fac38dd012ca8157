using Persona.Bench.Core.Environments;

namespace Persona.Bench.Storage.Queue;

/// <summary>What a worker registers with.</summary>
public sealed record WorkerRegistration
{
    public required string WorkerId { get; init; }

    public required EnvironmentFingerprint Environment { get; init; }

    /// <summary><c>sha256:…</c> of <see cref="Environment"/>.</summary>
    public required string Fingerprint { get; init; }

    public required IReadOnlyList<string> Providers { get; init; }

    public required int Slots { get; init; }

    public required string Version { get; init; }

    /// <summary>Labels, such as its location.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
