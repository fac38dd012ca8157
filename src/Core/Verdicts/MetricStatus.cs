namespace Persona.Bench.Core.Verdicts;

/// <summary>The result of a comparison for one metric. Printed in snake_case.</summary>
public enum MetricStatus
{
    /// <summary>Not worse by as much as the warning threshold (tail metrics: the failure threshold).</summary>
    Pass,

    /// <summary>Clearly better, possibly by the warning threshold or more.</summary>
    Improved,

    /// <summary>Clearly worse, possibly by the warning threshold or more.</summary>
    Warning,

    /// <summary>Worse by the failure threshold, and clearly by more than the warning threshold.</summary>
    Failure,

    /// <summary>The samples are too uncertain to decide.</summary>
    Inconclusive,

    /// <summary>The baseline has a value, but the current side has none.</summary>
    Missing,

    /// <summary>Shown only: not a gate, new, or too small a sample to gate on.</summary>
    NotGated,
}
