using System.Text;
using Persona.Bench.Cli.Documents.Formats.Html;
using Persona.Bench.Core;
using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>The plots of one workload: the changes, the distributions, and the values in measurement order.</summary>
internal static class ComparisonPlots
{
    private const string ChangeCaption = "Changes of the gates with their 95% intervals; the vertical marks are the warning and failure levels";

    public static void Write(StringBuilder body, string current, string baseline, ComparedWorkloadDocument workload)
    {
        PlotChange[] changes = [.. workload.Metrics.Where(metric => metric is { Gate: true, Effect95Percent: not null }).Select(Change)];
        if (changes.Length > 0)
        {
            body.AppendLine($"<h3>Changes</h3>\n<div class=\"plots\">\n{ChangePlot.Render(ChangeCaption, changes)}</div>");
        }

        var drawings = new StringBuilder();
        foreach (var samples in workload.Samples)
        {
            PlotSeries[] series = [.. Series(samples, current, baseline)];
            var quantity = Remarks.Quantity(samples);
            drawings.Append(DistributionPlot.Render($"{quantity}: {DistributionPlot.Legend(series, samples.Unit)}", samples.Unit, series));
            drawings.Append(OrderPlot.Render($"{quantity} in measurement order; dotted: outlier fences", samples.Unit, series));
        }

        if (drawings.Length > 0)
        {
            body.AppendLine($"<h3>Samples: {Legend("baseline", baseline)} and {Legend("current", current)}</h3>");
            body.AppendLine($"<div class=\"plots\">\n{drawings}</div>");
        }
    }

    private static string Legend(string side, string name) =>
        $"<span style=\"color: var(--{side})\">{(side == "baseline" ? "■" : "●")} {HtmlText.Encode(name)}</span>";

    private static IEnumerable<PlotSeries> Series(ComparedSamplesDocument samples, string current, string baseline)
    {
        if (samples.Baseline is { Values.Count: > 0 } before)
        {
            yield return CreateSeries(baseline, "baseline", before);
        }

        if (samples.Current is { Values.Count: > 0 } now)
        {
            yield return CreateSeries(current, "current", now);
        }
    }

    private static PlotSeries CreateSeries(string name, string side, SampleValuesDocument sample) =>
        new(name, side, sample.Values, sample.OutlierFences is { } fences ? (fences.Lower, fences.Upper) : null);

    private static PlotChange Change(ComparedMetricDocument metric)
    {
        var effect = metric.Effect95Percent!;
        var worse = metric.Better == MetricDirection.Lower ? 1 : -1;
        return new PlotChange(
            metric.Metric, SnakeCase.Format(metric.Status), effect.Estimate, effect.Lower, effect.Upper, worse * metric.Threshold.Warn, worse * metric.Threshold.Fail);
    }
}
