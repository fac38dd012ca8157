using System.Net;

namespace Persona.Bench.Core.Configuration;

/// <summary>Section <c>worker</c>: what the worker service is told.</summary>
public sealed record WorkerSettings
{
    /// <summary>Iterations in flight at once, over all runs.</summary>
    public int Slots { get; init; } = 4;

    /// <summary>Null: every configured provider that has an address and its key.</summary>
    public IReadOnlyList<string>? Providers { get; init; }

    /// <summary>Words about it, such as where it stands, shown by <c>workers</c>.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>How the worker is called; null: as its host.</summary>
    public string? Name { get; init; }

    /// <summary>Health and readiness.</summary>
    public ListenAddress Listen { get; init; } = new(IPAddress.Loopback, 8471);

    /// <summary>How long a stop waits for the calls under way.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>Section <c>coordinator</c>: what the coordinator service is told.</summary>
public sealed record CoordinatorSettings
{
    /// <summary>Health and readiness.</summary>
    public ListenAddress Listen { get; init; } = new(IPAddress.Loopback, 8470);
}
