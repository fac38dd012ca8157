using Persona.Bench.Core.Baselines;

namespace Persona.Bench.Core.Comparability;

/// <summary>Determines whether two results are of the same work.</summary>
public static class WorkloadDifferences
{
    /// <summary>Differences in definition, model and execution, most serious first.</summary>
    public static IReadOnlyList<FieldDifference> Find(BaselineWorkload baseline, BaselineWorkload current)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(current);
        // The description is for people; it replaces the definition only where that is not recorded.
        var isDefined = baseline.Definition is not null && current.Definition is not null;
        FieldDifference?[] found =
        [
            Compare("definition", baseline.Definition, current.Definition, DifferenceWeight.Hard),
            Compare("model", baseline.Model, current.Model, DifferenceWeight.Hard),
            Compare("concurrency", $"{baseline.Concurrency}", $"{current.Concurrency}", DifferenceWeight.Hard),
            Compare("fingerprint", UnsharedMachine(baseline, current), UnsharedMachine(current, baseline), DifferenceWeight.Hard),
            Compare("workers", $"{baseline.Workers}", $"{current.Workers}", DifferenceWeight.Stratum),
            Compare(
                "description", baseline.Description, current.Description, isDefined ? DifferenceWeight.Information : DifferenceWeight.Stratum),
        ];
        return [.. found.OfType<FieldDifference>().OrderByDescending(difference => difference.Weight)];
    }

    /// <summary>Whether both sides have samples from at least one common kind of machine.</summary>
    public static bool ShareMachine(BaselineWorkload baseline, BaselineWorkload current)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(current);
        return baseline.Samples.Select(sample => sample.Fingerprint).Intersect(current.Samples.Select(sample => sample.Fingerprint)).Any();
    }

    private static string? UnsharedMachine(BaselineWorkload one, BaselineWorkload other) =>
        one.Samples.Count == 0 || other.Samples.Count == 0 || ShareMachine(one, other) ? null : one.Samples[0].Fingerprint;

    private static FieldDifference? Compare(string field, string? baseline, string? current, DifferenceWeight weight)
    {
        if (baseline == current)
        {
            return null;
        }

        // Files that do not say are trusted: no difference is known.
        return string.IsNullOrEmpty(baseline) || string.IsNullOrEmpty(current)
            ? null
            : new FieldDifference(field, baseline, current, weight);
    }
}
