namespace Persona.Bench.Core.Comparability;

/// <summary>What a difference means for a comparison. Printed in snake_case.</summary>
public enum DifferenceWeight
{
    /// <summary>Expected: the version, the commit.</summary>
    Information,

    /// <summary>May affect the figures: a warning.</summary>
    Stratum,

    /// <summary>Makes the figures incomparable.</summary>
    Hard,
}
