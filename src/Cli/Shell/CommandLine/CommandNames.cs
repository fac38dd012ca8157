namespace Persona.Bench.Cli.Shell.CommandLine;

internal static class CommandNames
{
    /// <summary>The one word that is ours; every other first word belongs to another persona.</summary>
    public const string Benchmark = "benchmark";
}
