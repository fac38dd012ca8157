namespace Persona.Bench.Core.Configuration;

/// <summary>Rates watched beside the gates, whatever the gates are: a version whose calls fail must not pass for being fast.</summary>
public static class Guards
{
    private static readonly Threshold Points = new(2, 10);

    /// <summary>By metric, in display order; levels in percentage points.</summary>
    public static IReadOnlyDictionary<string, Threshold> Default { get; } =
        new OrderedDictionary<string, Threshold>(StringComparer.Ordinal) { ["error_rate"] = Points, ["valid_persona_rate"] = Points };
}
