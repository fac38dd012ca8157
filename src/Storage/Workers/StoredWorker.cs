namespace Persona.Bench.Storage.Workers;

/// <summary>A worker as the store knows it.</summary>
public sealed record StoredWorker
{
    public required string WorkerId { get; init; }

    public required WorkerStatus Standing { get; init; }

    /// <summary>Names of the providers that it serves.</summary>
    public required IReadOnlyList<string> Providers { get; init; }

    /// <summary>Iterations that it takes at once.</summary>
    public required int Slots { get; init; }

    /// <summary>Iterations that it holds, of all runs.</summary>
    public required int Busy { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required string Version { get; init; }

    /// <summary><c>sha256:…</c> of its machine.</summary>
    public required string Fingerprint { get; init; }

    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>How long ago that was, by the database's clock.</summary>
    public required TimeSpan SeenAgo { get; init; }

    /// <summary>It lives and takes work.</summary>
    public bool IsLive => Standing == WorkerStatus.Ready;
}
