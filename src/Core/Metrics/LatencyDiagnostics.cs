using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Metrics;

/// <summary>Warnings about the latencies of successful iterations, on the log scale.</summary>
internal static class LatencyDiagnostics
{
    /// <summary>Half-width of the p50 interval from which a change at the default warning threshold is lost in it.</summary>
    private const double WidestHalfWidth = 0.10;

    private const double WantedHalfWidth = 0.05;

    private const double TrendPValue = 0.01;
    private const double SmallestTrend = 0.05;
    private const int SmallestTrendSample = 10;

    public static SampleWarning? HighVariance(IReadOnlyList<Observation> observations)
    {
        var p50 = MetricCatalog.GenerationLatencyP50.Aggregate(observations);
        if (p50 is not { Value: > 0, Interval: { Lower: > 0 } interval })
        {
            return null;
        }

        var halfWidth = Math.Log(interval.Upper / interval.Lower) / 2;
        if (!(Math.Exp(halfWidth) - 1 > WidestHalfWidth) || !double.IsFinite(halfWidth))
        {
            return null;
        }

        var needed = p50.Count * Math.Pow(halfWidth / Math.Log(1 + WantedHalfWidth), 2);
        return new SampleWarning(
            WarningKind.HighVariance,
            $"high variance: the median of {p50.Count} iterations is known only to ±{Figure.Percent(Math.Exp(halfWidth) - 1)}",
            needed > 100_000
                ? $"more iterations will not narrow it to ±{Figure.Percent(WantedHalfWidth)}: measure on a quieter machine or endpoint"
                : $"about {Figure.RoundUp(needed)} iterations would narrow it to ±{Figure.Percent(WantedHalfWidth)} (--iterations)");
    }

    public static SampleWarning? Outliers(IReadOnlyList<Observation> observations)
    {
        var logs = Logs(observations);
        if (OutlierFences.Compute([.. logs.Order()]) is not { } fences)
        {
            return null;
        }

        var outliers = logs.Where(log => log < fences.Lower || log > fences.Upper).ToArray();
        if (outliers.Length == 0)
        {
            return null;
        }

        return new SampleWarning(
            WarningKind.Outliers,
            $"{Figure.Count(outliers.Length, "outlier")} in {logs.Length} iterations, outside "
            + $"{Figure.Format(Math.Exp(fences.Lower))} to {Figure.Format(Math.Exp(fences.Upper))} ms "
            + $"(up to {Figure.Format(Math.Exp(outliers.Max()))} ms); counted, not removed",
            "close other programs, or accept them as the provider's real tail and use more iterations");
    }

    public static SampleWarning? ChangingEstimates(IReadOnlyList<Observation> observations)
    {
        var logs = Logs(observations);
        if (logs.Length < SmallestTrendSample || RankTrend.Test(logs).PValue >= TrendPValue)
        {
            return null;
        }

        var third = logs.Length / 3;
        var (first, last) = (Median(logs[..third]), Median(logs[^third..]));
        var change = Math.Exp(last - first) - 1;
        return Math.Abs(last - first) <= Math.Log(1 + SmallestTrend)
            ? null
            : new SampleWarning(
                WarningKind.ChangingEstimates,
                $"the latency {(change > 0 ? "rose" : "fell")} during the run: {Figure.Format(Math.Exp(first))} ms in the first third, "
                + $"{Figure.Format(Math.Exp(last))} ms in the last ({(change > 0 ? "+" : "-")}{Figure.Percent(Math.Abs(change))})",
                change > 0
                    ? "measure on a quieter or cooler machine, or when the provider's load is steady"
                    : "use more warm-ups (warm_ups of the workload), or a quieter machine");
    }

    public static SampleWarning? Multimodal(IReadOnlyList<Observation> observations)
    {
        var modes = SampleModes.Find([.. Logs(observations).Order()]);
        return modes.Count < 2
            ? null
            : new SampleWarning(
                WarningKind.Multimodal,
                $"the latencies form {modes.Count} clusters, near "
                + string.Join(", ", modes.Select(mode => $"{Figure.Format(Math.Exp(mode))} ms")),
                "look for what alternates (a cache, cold starts, two back ends); one number describes none of them");
    }

    /// <summary>In the order measured. Zeros have no log and are left out.</summary>
    private static double[] Logs(IReadOnlyList<Observation> observations) =>
        [.. observations.Where(o => o is { Succeeded: true, LatencyMs: > 0 }).Select(o => Math.Log(o.LatencyMs!.Value))];

    private static double Median(double[] values) => SampleMedian.FromSorted([.. values.Order()])!.Value;
}
