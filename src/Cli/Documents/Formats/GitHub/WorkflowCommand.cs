using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.Documents.Formats.GitHub;

/// <summary>A line on stdout that GitHub Actions shows as an annotation.</summary>
internal static class WorkflowCommand
{
    private const int Longest = 4000;

    public static string Error(string title, string message) => Line("error", title, message);

    public static string Warning(string title, string message) => Line("warning", title, message);

    public static string Notice(string title, string message) => Line("notice", title, message);

    private static string Line(string kind, string title, string message) => $"::{kind} title={Property(title)}::{Data(message)}";

    /// <summary>Escaped as the runner expects: percent signs, and what would end the line.</summary>
    private static string Data(string text) => Printable.Line(text, Longest)
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>Also escapes what would end a property.</summary>
    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
