using System.Text;
using Persona.Bench.Cli.Documents.Formats.Html;
using Persona.Bench.Core;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>A comparison as a self-contained page, with plots of the changes and the samples.</summary>
internal static class ComparisonHtml
{
    public static string Write(ComparisonDocument document)
    {
        var body = new StringBuilder();
        body.AppendLine($"<h1><span class=\"{SnakeCase.Format(document.Verdict)}\">{Changes.Words(document.Verdict)}</span>: {HtmlText.Encode(Headline.Sides(document))}</h1>");
        body.AppendLine($"<p>{HtmlText.Encode(Headline.Counts(document.Baselines.SelectMany(baseline => baseline.Workloads)))}</p>");
        foreach (var baseline in document.Baselines)
        {
            WriteBaseline(body, document, baseline);
        }

        WriteList(body, "Next", NextSteps.For(document));
        WriteList(body, "Thresholds", Remarks.Thresholds(document).Append(Remarks.Rule(document)));
        return HtmlPage.Render($"{Changes.Words(document.Verdict)}: {Headline.Sides(document)}", body.ToString());
    }

    private static void WriteBaseline(StringBuilder body, ComparisonDocument document, ComparedBaselineDocument baseline)
    {
        if (document.Baselines.Count > 1)
        {
            body.AppendLine($"<h2>Against {HtmlText.Encode(baseline.Name)}: <span class=\"{SnakeCase.Format(baseline.Verdict)}\">{Changes.Words(baseline.Verdict)}</span></h2>");
        }

        body.AppendLine($"<dl><dt>Current</dt><dd>{HtmlText.Encode(Headline.Side(document.Current))}</dd>"
            + $"<dt>Baseline</dt><dd>{HtmlText.Encode(Headline.Side(baseline))}</dd></dl>");
        foreach (var notice in baseline.Notes.Concat(Headline.Differences(baseline)))
        {
            body.AppendLine($"<p class=\"note\">{HtmlText.Encode(notice)}</p>");
        }

        foreach (var workload in baseline.Workloads)
        {
            body.AppendLine($"<h2>{HtmlText.Encode(Headline.Series(workload))}, {HtmlText.Encode(Headline.Iterations(workload))}</h2>");
            if (Conditions.Describe(workload) is { } conditions)
            {
                body.AppendLine($"<p>{HtmlText.Encode(conditions)}</p>");
            }

            WriteTable(body, workload);
            WriteList(body, title: null, Remarks.Reasons(workload).Concat(Remarks.Samples(workload)));
            ComparisonPlots.Write(body, document.Current.Name, baseline.Name, workload);
        }
    }

    private static void WriteTable(StringBuilder body, ComparedWorkloadDocument workload)
    {
        body.AppendLine("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>Metric</th><th>Baseline</th><th>Current</th><th>Change</th>"
            + "<th>95% interval</th><th class=\"word\">Status</th></tr></thead><tbody>");
        foreach (var metric in workload.Metrics)
        {
            var values = ShownValues.From(metric);
            body.AppendLine($"<tr{(metric.Gate || metric.Guard ? "" : " class=\"other\"")}><th scope=\"row\">{HtmlText.Encode(Changes.Name(metric))}</th>"
                + Cell(values.Baseline) + Cell(values.Current)
                + Cell(Changes.Change(metric)) + Cell(Changes.Interval(metric))
                + $"<td class=\"word status {SnakeCase.Format(metric.Status)}\">{HtmlText.Encode(Changes.Status(metric))}</td></tr>");
        }

        body.AppendLine("</tbody></table></div>");

        static string Cell(string text) => $"<td>{HtmlText.Encode(text)}</td>";
    }

    private static void WriteList(StringBuilder body, string? title, IEnumerable<string> entries)
    {
        var lines = entries.ToArray();
        if (lines.Length == 0)
        {
            return;
        }

        if (title is not null)
        {
            body.AppendLine($"<h2>{HtmlText.Encode(title)}</h2>");
        }

        body.AppendLine($"<ul>{string.Concat(lines.Select(line => $"<li>{HtmlText.Encode(line)}</li>"))}</ul>");
    }
}
