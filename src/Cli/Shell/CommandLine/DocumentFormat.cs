namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>How a comparison or a report is printed.</summary>
internal enum DocumentFormat
{
    Table,
    Json,
    Markdown,
    Html,
    Junit,

    /// <summary>Annotations of GitHub Actions on stdout, and the job's summary.</summary>
    Github,
}
