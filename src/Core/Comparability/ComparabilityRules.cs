namespace Persona.Bench.Core.Comparability;

/// <summary>Decides from differences whether two results may be compared.</summary>
public static class ComparabilityRules
{
    /// <param name="differences">Of the environments, or of the machines of a workload.</param>
    /// <param name="allowDifferentEnvironment">Hard differences are reported but do not prevent the comparison.</param>
    public static ComparabilityLevel OfEnvironment(IReadOnlyCollection<FieldDifference> differences, bool allowDifferentEnvironment) =>
        differences.Any(difference => difference.Weight == DifferenceWeight.Hard)
            ? allowDifferentEnvironment ? ComparabilityLevel.DifferentEnvironmentAllowed : ComparabilityLevel.NotComparable
            : differences.Any(difference => difference.Weight == DifferenceWeight.Stratum)
                ? ComparabilityLevel.DifferentStratum
                : ComparabilityLevel.Comparable;

    /// <summary>Definition, model and concurrency must always match; for the machines see <see cref="OfEnvironment"/>.</summary>
    /// <param name="differences">Of a workload.</param>
    /// <param name="allowDifferentEnvironment">Different machines are reported but do not prevent the comparison.</param>
    public static ComparabilityLevel OfWorkload(IReadOnlyCollection<FieldDifference> differences, bool allowDifferentEnvironment) =>
        differences.Any(difference => difference is { Weight: DifferenceWeight.Hard, Field: not "fingerprint" })
            ? ComparabilityLevel.NotComparable
            : OfEnvironment(differences, allowDifferentEnvironment);
}
