using System.Globalization;

namespace Persona.Bench.Core.Environments;

/// <summary>Reads and writes the <c>environment</c> block of a baseline file, a flat list of names and strings.</summary>
public static class EnvironmentEntries
{
    /// <summary>Key of the kind of process that called the provider.</summary>
    public const string Process = "process";

    /// <summary>Key of the version of Persona.Bench that measured; only its own captures have it.</summary>
    public const string BenchVersion = "bench_version";

    private const string PythonVersion = "python_version";

    /// <summary>Names that a probe must not use, because the file uses them for something else.</summary>
    public static IReadOnlySet<string> Reserved { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "platform", "persona_version", "cpu", "cores", "memory_gb", "os", "kernel", "runtime", "bench_version", "git_commit", "git_dirty",
        "ci", "region", Process, "fingerprint",
    };

    /// <summary>
    /// In file order: probes (<c>python_version</c> first, the others by name), then the fields. Unknown values have no entry.
    /// A probe with a reserved name is left out.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Write(RecordedEnvironment environment)
    {
        var fingerprint = environment.Fingerprint
            ?? throw new ArgumentException("An environment without a fingerprint cannot be written.", nameof(environment));
        var entries = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in fingerprint.Probes.OrderBy(probe => probe.Key != PythonVersion).ThenBy(probe => probe.Key, StringComparer.Ordinal))
        {
            if (!Reserved.Contains(name))
                entries[name] = value;
        }

        foreach (var (name, value) in Fields(fingerprint, environment))
        {
            if (value is not null)
                entries[name] = value;
        }

        return entries;
    }

    /// <summary>The reverse of <see cref="Write"/>. Lenient, because files also come from people and older tools.</summary>
    public static RecordedEnvironment Read(IReadOnlyDictionary<string, string> entries) => new()
    {
        Fingerprint = ReadFingerprint(entries),
        FingerprintId = entries.GetValueOrDefault("fingerprint"),
        PersonaVersion = entries.GetValueOrDefault("persona_version"),
        GitCommit = entries.GetValueOrDefault("git_commit"),
        GitDirty = bool.TryParse(entries.GetValueOrDefault("git_dirty"), out var dirty) ? dirty : null,
    };

    private static IEnumerable<(string Name, string? Value)> Fields(EnvironmentFingerprint fingerprint, RecordedEnvironment environment) =>
    [
        ("platform", fingerprint.Platform),
        ("persona_version", environment.PersonaVersion),
        ("cpu", fingerprint.Cpu),
        ("cores", fingerprint.Cores.ToString(CultureInfo.InvariantCulture)),
        ("memory_gb", fingerprint.MemoryGb?.ToString("0.##", CultureInfo.InvariantCulture)),
        ("os", fingerprint.Os),
        ("kernel", fingerprint.Kernel),
        ("runtime", fingerprint.Runtime),
        ("bench_version", fingerprint.BenchVersion),
        ("git_commit", environment.GitCommit),
        ("git_dirty", environment.GitDirty switch { true => "true", false => "false", null => null }),
        ("ci", fingerprint.Ci),
        ("region", fingerprint.Region),
        (Process, fingerprint.Process),
        ("fingerprint", environment.FingerprintId ?? FingerprintHash.Compute(fingerprint)),
    ];

    private static EnvironmentFingerprint? ReadFingerprint(IReadOnlyDictionary<string, string> entries)
    {
        if (!entries.TryGetValue("platform", out var platform)
            || !int.TryParse(entries.GetValueOrDefault("cores"), NumberStyles.None, CultureInfo.InvariantCulture, out var cores)
            || !entries.TryGetValue("os", out var os)
            || !entries.TryGetValue("runtime", out var runtime)
            || !entries.TryGetValue("bench_version", out var benchVersion))
        {
            return null;
        }

        return new EnvironmentFingerprint
        {
            Platform = platform,
            Cpu = entries.GetValueOrDefault("cpu"),
            Cores = cores,
            MemoryGb = ReadMemory(entries),
            Os = os,
            Kernel = entries.GetValueOrDefault("kernel"),
            Runtime = runtime,
            BenchVersion = benchVersion,
            Ci = entries.GetValueOrDefault("ci"),
            Region = entries.GetValueOrDefault("region"),
            Process = entries.GetValueOrDefault(Process),
            Probes = entries.Where(entry => !Reserved.Contains(entry.Key)).ToDictionary(StringComparer.Ordinal),
        };
    }

    private static double? ReadMemory(IReadOnlyDictionary<string, string> entries) =>
        double.TryParse(entries.GetValueOrDefault("memory_gb"), NumberStyles.Float, CultureInfo.InvariantCulture, out var gigabytes)
        && double.IsFinite(gigabytes) ? gigabytes : null;
}
