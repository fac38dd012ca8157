namespace Persona.Bench.Storage.Workers;

/// <summary>A stored worker.</summary>
public sealed record StoredWorker
{
    public required string WorkerId { get; init; }

    public required WorkerStatus Status { get; init; }

    /// <summary>Names of the providers that it serves.</summary>
    public required IReadOnlyList<string> Providers { get; init; }

    /// <summary>The most iterations it runs at the same time.</summary>
    public required int Slots { get; init; }

    /// <summary>Iterations that it holds, over all runs.</summary>
    public required int Busy { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required string Version { get; init; }

    /// <summary><c>sha256:…</c> of its machine.</summary>
    public required string Fingerprint { get; init; }

    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>Time since <see cref="SeenAt"/>, by the database's clock.</summary>
    public required TimeSpan SeenAgo { get; init; }

    /// <summary>Alive and taking work.</summary>
    public bool IsLive => Status == WorkerStatus.Ready;
}
