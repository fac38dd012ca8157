namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>Output format of comparisons and reports.</summary>
internal enum DocumentFormat
{
    Table,
    Json,
    Markdown,
    Html,
    Junit,

    /// <summary>GitHub Actions annotations on stdout, and the job summary.</summary>
    Github,
}
