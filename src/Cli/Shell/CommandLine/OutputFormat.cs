namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>How data is printed: for people or for machines.</summary>
internal enum OutputFormat
{
    Table,
    Json,
}
