namespace Persona.Bench.Core.Comparisons;

/// <summary>What happens to values outside the double-MAD fences. Printed in snake_case.</summary>
public enum OutlierPolicy
{
    /// <summary>Counted and marked, never removed.</summary>
    Keep,

    /// <summary>Excluded from effects and intervals, not from the shown values (<c>--outliers drop</c>); the comparison says so.</summary>
    Drop,
}
