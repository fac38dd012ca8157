using System.Text;
using Persona.Bench.Cli.Documents.Formats.Markdown;
using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>A run as a Markdown page.</summary>
internal sealed class RunMarkdown(Func<string, string> unitOf)
{
    public string Write(RunReport report)
    {
        var text = new StringBuilder();
        text.AppendLine($"### Benchmark run {MarkdownText.Of(RunFacts.Title(report))}").AppendLine();
        foreach (var (label, value) in RunFacts.Of(report))
        {
            text.AppendLine($"- **{label}** {MarkdownText.Of(value)}");
        }

        foreach (var series in report.Series)
        {
            WriteSeries(text, series);
        }

        return text.ToString().ReplaceLineEndings("\n").TrimEnd();
    }

    private void WriteSeries(StringBuilder text, SeriesReport series)
    {
        text.AppendLine().AppendLine($"**{MarkdownText.Of(RunFacts.Series(series))}**, {MarkdownText.Of(RunFacts.Iterations(series))}").AppendLine();
        text.AppendLine("| Metric | Value | 95% interval | n |").AppendLine("|---|---:|---:|---:|");
        foreach (var metric in series.Metrics)
        {
            var unit = unitOf(metric.Metric);
            text.AppendLine($"| {MarkdownText.Code(metric.Metric)} | {MarkdownText.Of(MetricText.Value(metric.Value, unit))} "
                + $"| {MarkdownText.Of(RunFacts.Interval(metric, unit))} | {(metric.Value is null ? "" : $"{metric.Count}")} |");
        }

        text.AppendLine();
        foreach (var remark in RunFacts.Remarks(series))
        {
            text.AppendLine($"- {MarkdownText.Of(remark)}");
        }
    }
}
