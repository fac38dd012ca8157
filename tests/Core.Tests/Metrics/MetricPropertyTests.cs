using CsCheck;
using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Tests.Metrics;

public sealed class MetricPropertyTests
{
    private static readonly string[] Quantiles =
        ["generation_latency_p50", "generation_latency_p95", "generation_latency_p99", "time_to_first_token_p95"];

    private static readonly Gen<double> Latency = Gen.Double[-6, 12].Select(Math.Exp);

    private static readonly Gen<List<Measurement>> AnySeries = Gen.Select(Latency, Gen.Int[0, 9], Gen.Int[0, 3]).List[0, 130].Select(
        rows => Series.OfLatencies(rows.Select(r => r.Item1))
            .Select((m, i) => rows[i].Item2 switch
            {
                0 => m.Failing(ErrorKind.BadJson),
                1 => m.TimingOut(200_000),
                2 => m with { ApiCalls = 3, RetryMs = 17 },
                3 => m with { OutputTokens = null, TimeToFirstTokenMs = null },
                _ => m with { PersonasReturned = rows[i].Item3, PersonasValid = rows[i].Item3 / 2 },
            }).ToList());

    [Fact]
    public void An_interval_contains_its_value_and_nothing_is_negative_or_without_reason() => AnySeries.Sample(series =>
    {
        foreach (var metric in MetricAggregation.Aggregate(series))
        {
            (metric.Reason is null).ShouldBe(metric.Value is not null, metric.Metric);
            (metric.Value ?? 0).ShouldBeGreaterThanOrEqualTo(0, metric.Metric);
            if (metric.Interval is { } interval)
            {
                interval.Lower.ShouldBeLessThanOrEqualTo(metric.Value!.Value * (1 + 1e-12), metric.Metric);
                interval.Upper.ShouldBeGreaterThanOrEqualTo(metric.Value.Value * (1 - 1e-12), metric.Metric);
                interval.Lower.ShouldBeGreaterThanOrEqualTo(0, metric.Metric);
            }
        }
    });

    [Fact]
    public void Quantiles_do_not_depend_on_the_order_of_measuring() =>
        Gen.Select(AnySeries, Gen.Int[0, 1000]).Sample((series, seed) =>
        {
            var shuffled = series.Select((m, i) => m with { StartedAt = Series.Start.AddSeconds((i * 7919 + seed) % 1009) }).ToList();
            foreach (var name in Quantiles)
            {
                Value(shuffled, name).ShouldBe(Value(series, name), name);
            }
        });

    [Fact]
    public void Higher_quantiles_are_not_smaller() => Latency.List[100, 150].Sample(latencies =>
    {
        var series = Series.OfLatencies(latencies);
        var (p50, p95, p99) = (Value(series, Quantiles[0]), Value(series, Quantiles[1]), Value(series, Quantiles[2]));
        p95!.Value.ShouldBeGreaterThanOrEqualTo(p50!.Value);
        p99!.Value.ShouldBeGreaterThanOrEqualTo(p95.Value);
    });

    [Fact]
    public void A_slower_iteration_never_makes_a_quantile_smaller() =>
        Gen.Select(Latency.List[20, 60], Gen.Int[0, 19], Gen.Double[1, 3]).Sample((latencies, index, factor) =>
        {
            var before = Value(Series.OfLatencies(latencies), Quantiles[1])!.Value;
            latencies[index] *= factor;
            Value(Series.OfLatencies(latencies), Quantiles[1])!.Value.ShouldBeGreaterThanOrEqualTo(before * (1 - 1e-12));
        });

    [Fact]
    public void Relative_intervals_do_not_depend_on_the_unit() =>
        Gen.Select(Gen.Double[4, 9].Select(Math.Exp).List[20, 130], Gen.Int[1, 8]).Sample((latencies, power) =>
        {
            // Powers of two change only the exponent, but columns keep three decimals, so scale up, not down.
            var scale = Math.Pow(2, power);
            var rounded = latencies.Select(l => Math.Round(l, 3)).ToList();
            var plain = Metric(Series.OfLatencies(rounded), Quantiles[1]);
            var scaled = Metric(Series.OfLatencies(rounded.Select(l => l * scale)), Quantiles[1]);
            (scaled.Value!.Value / scale).ShouldBe(plain.Value!.Value, plain.Value.Value * 1e-9);
            (scaled.Interval!.Value.Upper / scale).ShouldBe(plain.Interval!.Value.Upper, plain.Interval.Value.Upper * 1e-9);
        });

    [Fact]
    public void The_samples_of_any_series_give_its_metrics_again() => AnySeries.Sample(series =>
        MetricAggregation.Aggregate(SampleColumns.Read(SampleColumns.PerWorker(series))).ShouldBe(MetricAggregation.Aggregate(series)));

    private static double? Value(List<Measurement> series, string name) => Metric(series, name).Value;

    private static MetricValue Metric(List<Measurement> series, string name) => MetricCatalog.Find(name)!.Aggregate(Observation.From(series));
}
