namespace Persona.Bench.Core.Environments;

/// <summary>The machine and software that a measurement was made on. Null where it could not be found out: such a
/// field is left out where this is stored, so it must not be required.</summary>
public sealed record EnvironmentFingerprint
{
    /// <summary>Operating system family and architecture, <c>linux-x64</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>CPU model.</summary>
    public string? Cpu { get; init; }

    /// <summary>Logical processors that this process may use.</summary>
    public required int Cores { get; init; }

    public double? MemoryGb { get; init; }

    /// <summary>Distribution or product name with version.</summary>
    public required string Os { get; init; }

    public string? Kernel { get; init; }

    /// <summary>Runtime of the process that generates, <c>.NET 10.0.12</c>.</summary>
    public required string Runtime { get; init; }

    public required string BenchVersion { get; init; }

    /// <summary>Provider of the CI system that this runs under, <c>github-actions</c>; null outside CI.</summary>
    public string? Ci { get; init; }

    /// <summary>Where the machine is, as configured.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// What kind of process called the provider, a name of <see cref="ProcessKind"/>; null where that is not known, as in older files.
    /// No part of the machine's identity.
    /// </summary>
    public string? Process { get; init; }

    /// <summary>What the configured probes found, <c>python_version</c> → <c>3.12.0</c>.</summary>
    public IReadOnlyDictionary<string, string> Probes { get; init; } = new Dictionary<string, string>();
}
