namespace Persona.Bench.Core.Comparability;

/// <summary>What a difference means for a comparison. Printed in snake_case.</summary>
public enum DifferenceWeight
{
    /// <summary>To be expected: the version, the commit.</summary>
    Information,

    /// <summary>May move the figures: a warning.</summary>
    Stratum,

    /// <summary>Makes the figures incomparable.</summary>
    Hard,
}
