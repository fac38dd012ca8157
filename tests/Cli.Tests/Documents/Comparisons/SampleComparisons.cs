using Persona.Bench.Cli.Documents.Comparisons;
using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Tests.Documents.Comparisons;

/// <summary>Comparisons with every status, in the form that the views receive.</summary>
internal static class SampleComparisons
{
    private static readonly DateTimeOffset Captured = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    /// <summary>Two workloads with every status between them.</summary>
    public static ComparisonDocument Mixed() => Document(Verdict.Failure, Baseline("v1.11.0", Verdict.Failure, Standard(), Batch()) with
    {
        Comparability = ComparabilityLevel.DifferentStratum,
        EnvironmentDiff = [new("kernel", "6.1.0", "6.2.0", DifferenceWeight.Stratum), new("git_commit", "a", "b", DifferenceWeight.Information)],
    });

    public static ComparisonDocument TwoBaselines() =>
        Document(Verdict.Failure, Baseline("v1.10.0", Verdict.Failure, Standard()), Baseline("v1.11.0", Verdict.Failure, Standard()));

    public static ComparisonDocument NotComparable() => Document(Verdict.NotComparable, Baseline("v1.11.0", Verdict.NotComparable, Standard() with
    {
        Verdict = Verdict.NotComparable,
        Comparability = ComparabilityLevel.NotComparable,
        Metrics = [Metric("generation_latency_p50", MetricStatus.Inconclusive, 1250, 1300) with { Reason = "not comparable", EffectPercent = null, Effect95Percent = null }],
        Samples = [],
    }) with
    {
        Comparability = ComparabilityLevel.NotComparable,
        EnvironmentDiff = [new("cpu", "AMD EPYC 7763", "Intel Xeon 8370C", DifferenceWeight.Hard)],
    });

    /// <summary>Hostile text from a file, written to break out of the markup around it.</summary>
    public static ComparisonDocument Hostile(string text) => Document(Verdict.Warning, Baseline(text, Verdict.Warning, Standard() with
    {
        Workload = text,
        Provider = text,
        Differences = [new(text, text, text, DifferenceWeight.Stratum)],
        BaselineConditions = new(text, false, text, 1, 1),
        CurrentConditions = new("anthropic", false, text + text, 2, 3),
        Metrics = [Metric(text, MetricStatus.Warning, 1, 2) with { Unit = text, Reason = text }],
        Samples = [new([text], text, Values(100), Values(200))],
    }) with
    {
        Version = text,
        GitCommit = text,
        Notes = [text],
        EnvironmentDiff = [new(text, text, text, DifferenceWeight.Hard)],
    });

    public static ComparisonDocument Document(Verdict verdict, params ComparedBaselineDocument[] baselines) => new()
    {
        Verdict = verdict,
        Rule = DecisionRule.Interval,
        Outliers = OutlierPolicy.Keep,
        FailOn = [FailLevel.Failure],
        Current = new SideDocument { Name = "v1.12.0", Version = "1.12.0", CapturedAt = Captured.AddDays(30), GitCommit = "4674730042927fb4873e198d434fdf560d68c6ad" },
        Baselines = baselines,
    };

    public static ComparedBaselineDocument Baseline(string name, Verdict verdict, params ComparedWorkloadDocument[] workloads) => new()
    {
        Name = name,
        Version = name.TrimStart('v'),
        CapturedAt = Captured,
        GitCommit = null,
        Verdict = verdict,
        Comparability = ComparabilityLevel.Comparable,
        EnvironmentDiff = [],
        Notes = [],
        Workloads = workloads,
    };

    public static ComparedWorkloadDocument Workload(Verdict verdict, params ComparedMetricDocument[] metrics) => new()
    {
        Workload = "standard",
        Provider = "anthropic",
        Verdict = verdict,
        Comparability = ComparabilityLevel.Comparable,
        Differences = [],
        BaselineIterations = 100,
        CurrentIterations = 100,
        PointValuesOnly = false,
        Metrics = metrics,
        Samples = [],
    };

    public static ComparedMetricDocument Metric(string name, MetricStatus status, double? baseline, double? current)
    {
        var change = 100 * (current - baseline) / baseline;
        var effect = change is { } known ? new EffectDocument(known, known - 6, known + 6, 0.95, EffectMethod.HodgesLehmann) : null;
        return new ComparedMetricDocument
        {
            Metric = name,
            Unit = MetricCatalog.Find(name)?.Unit ?? "ms",
            Better = MetricCatalog.Find(name)?.Better ?? MetricDirection.Lower,
            Gate = status != MetricStatus.NotGated,
            Baseline = baseline,
            Current = current,
            ChangePercent = change,
            EffectPercent = effect is null ? null : effect with { Confidence = 0.9875 },
            Effect95Percent = effect,
            Threshold = name.StartsWith("memory", StringComparison.Ordinal) ? new Threshold(20, 50) : new Threshold(10, 25),
            ThresholdStatus = change is null ? null : ThresholdStatus.Normal,
            Status = status,
            Reason = null,
            SampleSizeEstimate = null,
        };
    }

    public static ComparedMetricDocument Guard(string name, MetricStatus status, double baseline, double current)
    {
        var change = 100 * (current - baseline);
        var effect = new EffectDocument(change, change - 6, change + 6, 0.95, EffectMethod.Newcombe);
        return Metric(name, status, baseline, current) with
        {
            Gate = false,
            Guard = true,
            ChangePercent = change,
            EffectPercent = effect,
            Effect95Percent = effect,
            Threshold = new Threshold(2, 10),
        };
    }

    private static ComparedWorkloadDocument Standard() => Workload(
        Verdict.Failure,
        Metric("generation_latency_p50", MetricStatus.Failure, 1250, 1700) with { ThresholdStatus = ThresholdStatus.Failure },
        Metric("generation_latency_p95", MetricStatus.Inconclusive, 1890, 2100) with
        {
            ThresholdStatus = ThresholdStatus.Warning,
            Reason = "too uncertain to call: +5.1% to +17.1% includes both no rise and the warning level",
            SampleSizeEstimate = new SampleSizeEstimateDocument(120, 0, 250, 0.348),
        },
        Metric("throughput_personas_per_minute", MetricStatus.Improved, 48, 56.5),
        Metric("memory_peak_mb", MetricStatus.Pass, 512, 498),
        Guard("error_rate", MetricStatus.Warning, 0.01, 0.08) with { ThresholdStatus = ThresholdStatus.Warning },
        Guard("valid_persona_rate", MetricStatus.Pass, 1, 1),
        Metric("generation_latency_p99", MetricStatus.NotGated, 2400, 2600) with { Reason = "needs 400 iterations on each side; has 100 and 100" },
        Metric("cost_per_persona_usd", MetricStatus.NotGated, null, 0.0029) with { Reason = "new: the baseline does not have it" },
        Metric("time_to_first_token_p95", MetricStatus.NotGated, 900, null) with { ChangeBoundPercent = new ChangeBoundDocument(2400, null) },
        Metric("retry_rate", MetricStatus.NotGated, 0.01, 0.04) with { ChangePercent = 3, Effect95Percent = new EffectDocument(3, -1.2, 8.4, 0.95, EffectMethod.Newcombe) }) with
    {
        Samples =
        [
            new(["generation_latency_p50", "generation_latency_p95", "generation_latency_p99"], "ms", Values(1250), Values(1700) with { Censored = 1, Outliers = 2, Modes = [1500, 3200] }),
            new(["memory_peak_mb"], "MB", Values(512), Values(498) with { SeriallyDependent = true, VarianceInflation = 2.4 }),
        ],
    };

    private static ComparedWorkloadDocument Batch() => Workload(
        Verdict.Warning,
        Metric("generation_latency_p50", MetricStatus.Warning, 8100, 9200) with { ThresholdStatus = ThresholdStatus.Warning },
        Metric("generation_latency_p95", MetricStatus.NotGated, 9000, null) with { Gate = true, Reason = "needs 20 iterations on each side; has 20 and 1" },
        Metric("memory_peak_mb", MetricStatus.Missing, 530, null) with { Reason = "not measured on the current side" }) with
    {
        Workload = "batch",
        Provider = null,
        BaselineIterations = 20,
        CurrentIterations = 1,
    };

    private static SampleValuesDocument Values(double centre) => new()
    {
        Values = [.. Enumerable.Range(0, 100).Select(i => Math.Round(centre * (1 + (0.2 * Math.Sin(i * 1.7)) + (i % 37 == 0 ? 0.6 : 0)), 2))],
        Censored = 0,
        Outliers = 0,
        OutlierFences = new RangeDocument(centre * 0.5, centre * 1.5),
        Modes = [],
        VarianceInflation = 1,
        SeriallyDependent = false,
    };
}
