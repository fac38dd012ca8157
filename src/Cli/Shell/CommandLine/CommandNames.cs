namespace Persona.Bench.Cli.Shell.CommandLine;

internal static class CommandNames
{
    /// <summary>The only command of this program. Any other first word belongs to another persona.</summary>
    public const string Benchmark = "benchmark";
}
