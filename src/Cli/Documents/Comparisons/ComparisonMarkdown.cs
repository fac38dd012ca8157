using System.Text;
using Persona.Bench.Cli.Documents.Formats.Html;
using Persona.Bench.Cli.Documents.Formats.Markdown;
using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>A comparison as a pull request comment: verdict, gates and guards are visible, the rest is collapsed.</summary>
internal static class ComparisonMarkdown
{
    private const string Header =
        "| | Metric | Baseline | Current | Change | 95% interval | Status |\n|---|---|---:|---:|---:|---:|---|";

    public static string Write(ComparisonDocument document)
    {
        var text = new StringBuilder();
        text.Append("### ").Append(Sign(document.Verdict)).Append(' ').AppendLine(MarkdownText.Escape(Headline.For(document))).AppendLine();
        foreach (var baseline in document.Baselines)
        {
            WriteBaseline(text, document, baseline);
        }

        WriteList(text, "Next", NextSteps.For(document));
        Fold(text, "Thresholds", [.. Remarks.Thresholds(document), Remarks.Rule(document)]);
        return text.ToString().ReplaceLineEndings("\n").TrimEnd();
    }

    private static void WriteBaseline(StringBuilder text, ComparisonDocument document, ComparedBaselineDocument baseline)
    {
        text.AppendLine($"{MarkdownText.Escape(Headline.Side(document.Current))} against {MarkdownText.Escape(Headline.Side(baseline))}").AppendLine();
        foreach (var notice in baseline.Notes.Concat(Headline.Differences(baseline)))
        {
            text.AppendLine($"> {MarkdownText.Escape(notice)}").AppendLine();
        }

        foreach (var workload in baseline.Workloads)
        {
            var conditions = Conditions.Describe(workload) is { } known ? $", {MarkdownText.Escape(known)}" : "";
            text.AppendLine($"**{MarkdownText.Escape(Headline.Series(workload))}**, {MarkdownText.Escape(Headline.Iterations(workload))}{conditions}").AppendLine();
            WriteTable(text, workload.Metrics.Where(Decides));
            WriteList(text, title: null, Remarks.Reasons(workload with { Metrics = [.. workload.Metrics.Where(Decides)] }));
            WriteOthers(text, workload);
        }
    }

    private static void WriteOthers(StringBuilder text, ComparedWorkloadDocument workload)
    {
        var others = workload.Metrics.Where(metric => !Decides(metric)).ToArray();
        var remarks = Remarks.Samples(workload).Concat(Remarks.Reasons(workload with { Metrics = others })).ToArray();
        if (others.Length == 0 && remarks.Length == 0)
        {
            return;
        }

        text.AppendLine($"<details><summary>{Figures.Count(others.Length, "more metric", "more metrics")} of {HtmlText.Encode(Headline.Series(workload))}</summary>").AppendLine();
        WriteTable(text, others);
        WriteList(text, title: null, remarks);
        text.AppendLine("</details>").AppendLine();
    }

    private static bool Decides(ComparedMetricDocument metric) => metric.Gate || metric.Guard;

    private static void WriteTable(StringBuilder text, IEnumerable<ComparedMetricDocument> metrics)
    {
        var rows = metrics.Select(Row).ToArray();
        if (rows.Length > 0)
        {
            text.AppendLine(Header).AppendJoin('\n', rows).AppendLine().AppendLine();
        }
    }

    private static string Row(ComparedMetricDocument metric)
    {
        var values = ShownValues.From(metric);
        string[] cells =
        [
            // A gate that could not be evaluated is an open question, not just a figure.
            Sign(metric is { Gate: true, Status: MetricStatus.NotGated } ? MetricStatus.Inconclusive : metric.Status),
            MarkdownText.Code(metric.Metric) + (metric.Guard ? " (guard)" : ""),
            MarkdownText.Escape(values.Baseline),
            MarkdownText.Escape(values.Current),
            MarkdownText.Escape(Changes.Change(metric)),
            MarkdownText.Escape(Changes.Interval(metric)),
            MarkdownText.Escape(Changes.Status(metric)),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static void WriteList(StringBuilder text, string? title, IEnumerable<string> entries)
    {
        var lines = entries.ToArray();
        if (lines.Length == 0)
        {
            return;
        }

        if (title is not null)
        {
            text.AppendLine($"**{title}**").AppendLine();
        }

        text.AppendJoin('\n', lines.Select(line => $"- {MarkdownText.Escape(line)}")).AppendLine().AppendLine();
    }

    private static void Fold(StringBuilder text, string title, IReadOnlyList<string> entries)
    {
        text.AppendLine($"<details><summary>{title}</summary>").AppendLine();
        WriteList(text, title: null, entries);
        text.AppendLine("</details>");
    }

    private static string Sign(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "✅",
        Verdict.Warning => "⚠️",
        Verdict.Failure => "❌",
        _ => "❔",
    };

    private static string Sign(MetricStatus status) => status switch
    {
        MetricStatus.Pass => "✅",
        MetricStatus.Improved => "🚀",
        MetricStatus.Warning => "⚠️",
        MetricStatus.Failure => "❌",
        MetricStatus.Inconclusive or MetricStatus.Missing => "❔",
        _ => "",
    };
}
