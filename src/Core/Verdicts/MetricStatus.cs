namespace Persona.Bench.Core.Verdicts;

/// <summary>What a comparison says of one metric. Printed in snake_case.</summary>
public enum MetricStatus
{
    /// <summary>Not worse by as much as the warning threshold (tail metrics: the failure threshold).</summary>
    Pass,

    /// <summary>Better for certain, by what may be the warning threshold or more.</summary>
    Improved,

    /// <summary>Worse for certain, by what may be the warning threshold or more.</summary>
    Warning,

    /// <summary>Worse by the failure threshold, and by more than the warning threshold for certain.</summary>
    Failure,

    /// <summary>The samples do not decide.</summary>
    Inconclusive,

    /// <summary>The baseline has a value, the current side has none.</summary>
    Missing,

    /// <summary>Shown only: no gate, new, or too small a sample to gate on.</summary>
    NotGated,
}
