using Persona.Bench.Cli.Documents.Comparisons;
using Persona.Bench.Cli.Shell.Failures;

namespace Persona.Bench.Cli.Commands.Compare;

/// <summary>Maps a comparison to the exit code: that of the most severe level that it reaches and that fails.</summary>
internal static class ComparisonExit
{
    public static int CodeFor(ComparisonDocument document) =>
        Fails(document, FailLevel.Failure) ? ExitCode.Failure
        : Fails(document, FailLevel.Warning) ? ExitCode.Warning
        : Fails(document, FailLevel.Inconclusive) ? ExitCode.Inconclusive
        : ExitCode.Done;

    private static bool Fails(ComparisonDocument document, FailLevel level) => document.FailOn.Contains(level) && Failing.Reaches(document, level);
}
