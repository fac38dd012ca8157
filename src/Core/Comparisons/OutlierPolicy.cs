namespace Persona.Bench.Core.Comparisons;

/// <summary>What happens to values outside the double-MAD fences. Printed in snake_case.</summary>
public enum OutlierPolicy
{
    /// <summary>Counted and marked, never removed.</summary>
    Keep,

    /// <summary>Left out of effects and intervals, not of the shown values (<c>--outliers drop</c>); the comparison says so.</summary>
    Drop,
}
