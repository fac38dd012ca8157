using Persona.Bench.Cli.Documents.Formats.Junit;
using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>A run as JUnit XML: a suite for each workload and provider, whose first test is that all of it was measured.</summary>
internal sealed class RunJunit(Func<string, string> unitOf)
{
    public string Write(RunReport report) => JunitReport.Write(
        $"persona benchmark run {report.RunId}",
        [
            .. report.Series.Select(series => new JunitSuite(
                $"{series.Workload} on {series.Provider}",
                report.StartedAt ?? report.CreatedAt,
                [Measured(report, series), .. series.Metrics.Select(Case)])
            {
                Properties = [.. RunFacts.List(report).Select(fact => (fact.Label.ToLowerInvariant(), fact.Value))],
            }),
        ]);

    private static JunitCase Measured(RunReport report, SeriesReport series)
    {
        var incomplete = RunFacts.IsIncomplete(series);
        var iterations = RunFacts.Iterations(series);
        return new JunitCase(
            "iterations",
            incomplete ? JunitOutcome.Failed : JunitOutcome.Passed,
            SnakeCase.Format(report.State),
            incomplete ? $"incomplete: {iterations}" : iterations,
            RunFacts.Errors(series) is { } errors ? $"{iterations}; {errors}" : iterations);
    }

    private static string Whose(MetricValue metric) => MetricCatalog.IsMemory(metric.Metric) ? $"; {RunHeaderView.MemoryNotice}" : "";

    private JunitCase Case(MetricValue metric)
    {
        var unit = unitOf(metric.Metric);
        var interval = RunFacts.Interval(metric, unit) is { Length: > 0 } known ? $" (95% interval {known})" : "";
        return metric.Value is null
            ? new JunitCase(metric.Metric, JunitOutcome.Skipped, "unknown", metric.Reason ?? "no measurement", metric.Reason ?? "no measurement")
            : new JunitCase(metric.Metric, JunitOutcome.Passed, "measured", "", $"{MetricText.Value(metric.Value, unit)}{interval}{Whose(metric)}");
    }
}
