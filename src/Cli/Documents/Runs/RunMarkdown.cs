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
        text.AppendLine($"### Benchmark run {MarkdownText.Escape(RunFacts.Title(report))}").AppendLine();
        foreach (var (label, value) in RunFacts.List(report))
        {
            text.AppendLine($"- **{label}** {MarkdownText.Escape(value)}");
        }

        foreach (var series in report.Series)
        {
            WriteSeries(text, series);
        }

        return text.ToString().ReplaceLineEndings("\n").TrimEnd();
    }

    private void WriteSeries(StringBuilder text, SeriesReport series)
    {
        text.AppendLine().AppendLine($"**{MarkdownText.Escape(RunFacts.Series(series))}**, {MarkdownText.Escape(RunFacts.Iterations(series))}").AppendLine();
        text.AppendLine("| Metric | Value | 95% interval | n |").AppendLine("|---|---:|---:|---:|");
        foreach (var metric in series.Metrics)
        {
            var unit = unitOf(metric.Metric);
            text.AppendLine($"| {MarkdownText.Code(metric.Metric)} | {MarkdownText.Escape(MetricText.Value(metric.Value, unit))} "
                + $"| {MarkdownText.Escape(RunFacts.Interval(metric, unit))} | {(metric.Value is null ? "" : $"{metric.Count}")} |");
        }

        text.AppendLine();
        foreach (var remark in RunFacts.Remarks(series))
        {
            text.AppendLine($"- {MarkdownText.Escape(remark)}");
        }
    }
}
