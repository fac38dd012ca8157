using System.Net;

namespace Persona.Bench.Core.Configuration;

/// <summary>Section <c>worker</c>: settings of the worker service.</summary>
public sealed record WorkerSettings
{
    /// <summary>Maximum iterations in flight, over all runs.</summary>
    public int Slots { get; init; } = 4;

    /// <summary>Null for every configured provider that has an address and its key.</summary>
    public IReadOnlyList<string>? Providers { get; init; }

    /// <summary>Labels of the worker, such as its location, shown by <c>workers</c>.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Name of the worker; null for the host name.</summary>
    public string? Name { get; init; }

    /// <summary>Address of the health and readiness endpoints.</summary>
    public ListenAddress Listen { get; init; } = new(IPAddress.Loopback, 8471);

    /// <summary>How long a shutdown waits for calls in flight.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>Section <c>coordinator</c>: settings of the coordinator service.</summary>
public sealed record CoordinatorSettings
{
    /// <summary>Address of the health and readiness endpoints.</summary>
    public ListenAddress Listen { get; init; } = new(IPAddress.Loopback, 8470);
}
