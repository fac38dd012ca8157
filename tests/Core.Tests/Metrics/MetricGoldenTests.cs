using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Tests.Metrics;

public sealed class MetricGoldenTests
{
    public static TheoryData<string> Cases => [.. GoldenFile.Load().Series.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_metric_equals_the_second_implementation(string name)
    {
        var golden = GoldenFile.Load().Series.Single(s => s.Name == name);

        var metrics = MetricAggregation.Aggregate(golden.Measurements());

        metrics.Select(m => m.Metric).ShouldBe(golden.Metrics.Keys);
        foreach (var metric in metrics)
        {
            ShouldAgree(metric, golden.Metrics[metric.Metric]);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_samples_of_a_baseline_give_the_metrics_of_its_run(string name)
    {
        var measurements = GoldenFile.Load().Series.Single(s => s.Name == name).Measurements()
            .ConvertAll(m => m with { WorkerId = $"w{m.Iteration % 3}" });

        var samples = SampleColumns.PerWorker(measurements);

        samples.Count.ShouldBe(3);
        MetricAggregation.Aggregate(SampleColumns.Read(samples)).ShouldBe(MetricAggregation.Aggregate(measurements));
    }

    private static void ShouldAgree(MetricValue metric, GoldenMetric? expected)
    {
        Near(metric.Value, expected?.Value, $"{metric.Metric} value");
        Near(metric.Interval?.Lower, expected?.Lower, $"{metric.Metric} lower");
        Near(metric.Interval?.Upper, expected?.Upper, $"{metric.Metric} upper");
        (metric.Reason is null).ShouldBe(metric.Value is not null, metric.Metric);
        if (expected is not null)
        {
            metric.Count.ShouldBe(expected.Count, metric.Metric);
        }
    }

    private static void Near(double? actual, double? expected, string what)
    {
        if (expected is not { } value)
        {
            actual.ShouldBeNull(what);
            return;
        }

        actual.ShouldNotBeNull(what);
        // A bound near zero is the difference of larger numbers.
        actual.Value.ShouldBe(value, (1e-8 * Math.Abs(value)) + 1e-12, what);
    }
}
