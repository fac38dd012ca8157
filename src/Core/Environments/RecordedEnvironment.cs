namespace Persona.Bench.Core.Environments;

/// <summary>What a baseline says about the environment of its capture. Values are null where it does not say.</summary>
public sealed record RecordedEnvironment
{
    /// <summary>Null when one of platform, cores, os, runtime and bench version is missing, as in files written by hand or by older tools.</summary>
    public EnvironmentFingerprint? Fingerprint { get; init; }

    /// <summary>The identity as recorded, <c>sha256:…</c>; see <see cref="FingerprintHash"/>.</summary>
    public string? FingerprintId { get; init; }

    public string? PersonaVersion { get; init; }

    /// <summary>Commit of the folder in which the capture was started.</summary>
    public string? GitCommit { get; init; }

    /// <summary>Whether tracked files differed from that commit.</summary>
    public bool? GitDirty { get; init; }
}
