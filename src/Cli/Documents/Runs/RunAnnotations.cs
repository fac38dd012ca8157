using Persona.Bench.Cli.Documents.Formats.GitHub;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>A run as GitHub Actions annotations: incomplete series, errors and warnings.</summary>
internal static class RunAnnotations
{
    public static string Write(RunReport report) => string.Join('\n', Lines(report));

    private static IEnumerable<string> Lines(RunReport report)
    {
        yield return WorkflowCommand.Notice("Persona benchmark", $"run {RunFacts.Title(report)}");
        if (RunHeaderView.IsEmulated(report.Spec))
        {
            yield return WorkflowCommand.Notice("Persona benchmark", RunHeaderView.EmulatedNotice);
        }

        foreach (var series in report.Series)
        {
            var title = $"{series.Workload} on {series.Provider}";
            if (RunFacts.IsIncomplete(series))
            {
                yield return WorkflowCommand.Error(title, RunFacts.Errors(series) ?? RunFacts.Iterations(series));
            }
            else if (RunFacts.Errors(series) is { } errors)
            {
                yield return WorkflowCommand.Warning(title, errors);
            }

            foreach (var warning in series.Warnings)
            {
                yield return WorkflowCommand.Warning(title, RunSentences.Warning(warning));
            }
        }
    }
}
