namespace Persona.Bench.Core.Verdicts;

/// <summary>The worst of the gates, from good to bad. Printed in snake_case.</summary>
public enum Verdict
{
    /// <summary>Every gate passed or improved.</summary>
    Pass,

    /// <summary>A gate could not be decided, or none could be evaluated; none is worse.</summary>
    Inconclusive,

    /// <summary>Something that must match does not, so nothing was decided.</summary>
    NotComparable,

    /// <summary>A regression at the warning level.</summary>
    Warning,

    /// <summary>A regression at the failure level.</summary>
    Failure,
}
