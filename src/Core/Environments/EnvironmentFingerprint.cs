namespace Persona.Bench.Core.Environments;

/// <summary>The machine and software of a measurement. Values are null if unknown; stored forms omit such
/// fields, so they must not be required.</summary>
public sealed record EnvironmentFingerprint
{
    /// <summary>Operating system family and architecture, <c>linux-x64</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>CPU model.</summary>
    public string? Cpu { get; init; }

    /// <summary>Logical processors available to this process.</summary>
    public required int Cores { get; init; }

    public double? MemoryGb { get; init; }

    /// <summary>Distribution or product name with version.</summary>
    public required string Os { get; init; }

    public string? Kernel { get; init; }

    /// <summary>Runtime of the generating process, <c>.NET 10.0.12</c>.</summary>
    public required string Runtime { get; init; }

    public required string BenchVersion { get; init; }

    /// <summary>CI system that this runs under, <c>github-actions</c>; null outside CI.</summary>
    public string? Ci { get; init; }

    /// <summary>Location of the machine, as configured.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// What kind of process called the provider, a name of <see cref="ProcessKind"/>; null if unknown, as in older files.
    /// Not part of the machine's identity.
    /// </summary>
    public string? Process { get; init; }

    /// <summary>What the configured probes found, <c>python_version</c> → <c>3.12.0</c>.</summary>
    public IReadOnlyDictionary<string, string> Probes { get; init; } = new Dictionary<string, string>();
}
