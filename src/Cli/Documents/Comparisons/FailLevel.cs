namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>What can fail a comparison: the values of <c>--fail-on</c>.</summary>
internal enum FailLevel
{
    /// <summary>A failure-level regression.</summary>
    Failure,

    /// <summary>A warning-level regression.</summary>
    Warning,

    /// <summary>A gate that could not be decided, or sides that are not comparable.</summary>
    Inconclusive,
}
