namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>What makes a comparison fail, as <c>--fail-on</c> takes it.</summary>
internal enum FailLevel
{
    /// <summary>A regression at the failure level.</summary>
    Failure,

    /// <summary>A regression at the warning level.</summary>
    Warning,

    /// <summary>A gate that could not be decided, or sides that are not comparable.</summary>
    Inconclusive,
}
