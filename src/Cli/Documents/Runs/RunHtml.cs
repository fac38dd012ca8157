using System.Text;
using Persona.Bench.Cli.Documents.Formats.Html;
using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>A run as a self-contained page, with plots of its latencies.</summary>
internal sealed class RunHtml(Func<string, string> unitOf)
{
    public string Write(RunReport report, IReadOnlyList<SeriesValues> values)
    {
        var body = new StringBuilder();
        body.AppendLine($"<h1>Benchmark run {HtmlText.Encode(RunFacts.Title(report))}</h1>");
        body.AppendLine($"<dl>{string.Concat(RunFacts.List(report).Select(fact => $"<dt>{fact.Label}</dt><dd>{HtmlText.Encode(fact.Value)}</dd>"))}</dl>");
        foreach (var series in report.Series)
        {
            body.AppendLine($"<h2>{HtmlText.Encode(RunFacts.Series(series))}, {HtmlText.Encode(RunFacts.Iterations(series))}</h2>");
            WriteTable(body, series);
            WriteRemarks(body, series);
            WritePlots(body, series, values.FirstOrDefault(one => one.Workload == series.Workload && one.Provider == series.Provider));
        }

        return HtmlPage.Render($"Benchmark run {RunFacts.Title(report)}", body.ToString());
    }

    private void WriteTable(StringBuilder body, SeriesReport series)
    {
        body.AppendLine("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>Metric</th><th>Value</th><th>95% interval</th><th>n</th></tr></thead><tbody>");
        foreach (var metric in series.Metrics)
        {
            var unit = unitOf(metric.Metric);
            body.AppendLine($"<tr><th scope=\"row\">{HtmlText.Encode(metric.Metric)}</th><td>{HtmlText.Encode(MetricText.Value(metric.Value, unit))}</td>"
                + $"<td>{HtmlText.Encode(RunFacts.Interval(metric, unit))}</td><td>{(metric.Value is null ? "" : $"{metric.Count}")}</td></tr>");
        }

        body.AppendLine("</tbody></table></div>");
    }

    private static void WriteRemarks(StringBuilder body, SeriesReport series)
    {
        var remarks = RunFacts.Remarks(series).ToArray();
        if (remarks.Length > 0)
        {
            body.AppendLine($"<ul>{string.Concat(remarks.Select(remark => $"<li>{HtmlText.Encode(remark)}</li>"))}</ul>");
        }
    }

    private static void WritePlots(StringBuilder body, SeriesReport series, SeriesValues? values)
    {
        if (values is not { LatenciesMs.Count: > 0 })
        {
            return;
        }

        PlotSeries[] drawn = [new(series.Provider, "current", values.LatenciesMs, null)];
        body.AppendLine($"<div class=\"plots\">\n{DistributionPlot.Render($"generation_latency: {DistributionPlot.Legend(drawn, "ms")}", "ms", drawn)}"
            + $"{OrderPlot.Render("generation_latency in measurement order", "ms", drawn)}</div>");
    }
}
