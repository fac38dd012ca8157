using System.Globalization;
using Persona.Bench.Core.Environments;

namespace Persona.Bench.Core.Comparability;

/// <summary>
/// Compares the environments of two baselines field by field. The keys of the fingerprint are hard: CPU model, core count, operating
/// system family, architecture and major version of the runtime (<see cref="FingerprintHash"/>).
/// </summary>
public static class EnvironmentComparison
{
    private const string Fingerprint = "fingerprint";

    /// <summary>Fields that are expected to differ, or that say nothing about the machine.</summary>
    private static readonly string[] Informative = ["persona_version", "git_commit", "git_dirty", "ci", Fingerprint];

    /// <summary>Memory is read from the running system and varies from reading to reading.</summary>
    private const double SameMemory = 0.05;

    /// <summary>Most serious first, otherwise in the order of the baseline, then of the current side.</summary>
    /// <param name="baseline">The entries of its environment.</param>
    /// <param name="current">The entries of its environment.</param>
    public static IReadOnlyList<FieldDifference> Differences(
        IReadOnlyDictionary<string, string> baseline, IReadOnlyDictionary<string, string> current)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(current);
        FieldDifference[] found =
        [
            .. baseline.Keys.Union(current.Keys, StringComparer.Ordinal)
                .Select(field => Compare(field, baseline.GetValueOrDefault(field), current.GetValueOrDefault(field)))
                .OfType<FieldDifference>(),
        ];
        // If fields of the identity are missing, the fingerprints still show that one of them differs.
        var isExplained = Array.Exists(found, difference => difference.Weight == DifferenceWeight.Hard);
        return
        [
            .. found.Select(difference => difference is { Field: Fingerprint, Baseline: not null, Current: not null } && !isExplained
                    ? difference with { Weight = DifferenceWeight.Hard }
                    : difference)
                .OrderByDescending(difference => difference.Weight),
        ];
    }

    private static FieldDifference? Compare(string field, string? baseline, string? current)
    {
        if (baseline == current)
        {
            return null;
        }

        if (baseline is null || current is null)
        {
            return new FieldDifference(field, baseline, current, DifferenceWeight.Information);
        }

        return field == "memory_gb" && IsSameMemory(baseline, current)
            ? null
            : new FieldDifference(field, baseline, current, Weight(field, baseline, current));
    }

    private static DifferenceWeight Weight(string field, string baseline, string current) => field switch
    {
        "cpu" => HardUnless(FingerprintHash.CpuModel(baseline) == FingerprintHash.CpuModel(current)),
        "cores" => DifferenceWeight.Hard,
        "platform" => HardUnless(FingerprintHash.SplitPlatform(baseline) == FingerprintHash.SplitPlatform(current)),
        "runtime" => HardUnless(FingerprintHash.RuntimeMajor(baseline) == FingerprintHash.RuntimeMajor(current)),
        _ when Informative.Contains(field) => DifferenceWeight.Information,
        _ => DifferenceWeight.Stratum,
    };

    private static DifferenceWeight HardUnless(bool isSameKind) => isSameKind ? DifferenceWeight.Stratum : DifferenceWeight.Hard;

    private static bool IsSameMemory(string baseline, string current) =>
        double.TryParse(baseline, NumberStyles.Float, CultureInfo.InvariantCulture, out var x)
        && double.TryParse(current, NumberStyles.Float, CultureInfo.InvariantCulture, out var y)
        && Math.Abs(x - y) <= SameMemory * Math.Max(x, y);
}
