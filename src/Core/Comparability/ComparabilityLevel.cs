namespace Persona.Bench.Core.Comparability;

/// <summary>Whether two results may be compared. Printed in snake_case.</summary>
public enum ComparabilityLevel
{
    /// <summary>Nothing relevant differs, as far as both sides say.</summary>
    Comparable,

    /// <summary>Something differs that may affect the figures (region, memory, kernel, a minor version): a warning.</summary>
    DifferentStratum,

    /// <summary>The machines differ but are compared anyway (<c>--allow-different-environment</c>).</summary>
    DifferentEnvironmentAllowed,

    /// <summary>The machine, the workload's definition, the model or the concurrency differs.</summary>
    NotComparable,
}
