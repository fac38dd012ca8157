namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>Output format of data: for people or for machines.</summary>
internal enum OutputFormat
{
    Table,
    Json,
}
