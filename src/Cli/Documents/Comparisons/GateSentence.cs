namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>A gate as a sentence, for formats without a table.</summary>
internal static class GateSentence
{
    /// <summary><c>1890 ms in v1.11.0, 2100 ms now: +11.1% (95% interval +8.0 … +14.2%), warning from 10%, failure from 25%</c>.</summary>
    public static string For(ComparedBaselineDocument baseline, ComparedMetricDocument metric)
    {
        var interval = Changes.Interval(metric) is { Length: > 0 } known ? $" (95% interval {known})" : "";
        var levels = $"warning from {Changes.Level(metric.Threshold.Warn, metric.Unit)}, failure from {Changes.Level(metric.Threshold.Fail, metric.Unit)}";
        var reason = metric.Reason is { } why ? $"; {why}" : "";
        var values = ShownValues.From(metric);
        return $"{values.Baseline} in {baseline.Name}, {values.Current} now: "
            + $"{Changes.Change(metric)}{interval}, {levels}{reason}";
    }
}
