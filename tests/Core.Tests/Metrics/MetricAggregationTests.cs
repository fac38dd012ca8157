using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Tests.Metrics;

public sealed class MetricAggregationTests
{
    [Fact]
    public void Without_measurements_every_metric_is_null_with_a_reason()
    {
        var metrics = MetricAggregation.Aggregate(new List<Measurement>());

        metrics.Count.ShouldBe(MetricCatalog.All.Count);
        metrics.ShouldAllBe(m => m.Value == null && m.Interval == null && m.Count == 0 && m.Reason == "no iteration was measured");
    }

    [Fact]
    public void One_iteration_gives_values_but_neither_quantiles_nor_intervals()
    {
        var series = Series.OfLatencies(1250);

        Metric(series, "generation_latency_p50").Reason.ShouldBe("p50 needs 2 iterations that did not fail; has 1");
        Metric(series, "memory_peak_mb").ShouldBe(new MetricValue("memory_peak_mb", 180, null, 1, null));
        Metric(series, "token_usage_per_persona").ShouldBe(new MetricValue("token_usage_per_persona", 601, null, 1, null));
        Metric(series, "throughput_personas_per_minute").Value.ShouldBe(48);
    }

    [Fact]
    public void A_quantile_that_the_sample_cannot_support_is_null()
    {
        var series = Series.OfLatencies(Series.LogNormal(99, 0.2));

        Metric(series, "generation_latency_p99").ShouldBe(
            new MetricValue("generation_latency_p99", null, null, 99, "p99 needs 100 iterations that did not fail; has 99"));
        Metric(series, "generation_latency_p95").Value.ShouldNotBeNull();
    }

    [Fact]
    public void A_constant_sample_has_an_interval_of_no_width()
    {
        var series = Series.OfLatencies(Enumerable.Repeat(811.3, 120));

        foreach (var metric in MetricAggregation.Aggregate(series).Where(m => !m.Metric.EndsWith("_rate", StringComparison.Ordinal)))
        {
            var value = metric.Value.ShouldNotBeNull(metric.Metric);
            var interval = metric.Interval.ShouldNotBeNull(metric.Metric);
            interval.Lower.ShouldBe(value, (value * 1e-6) + 1e-12, metric.Metric);
            interval.Upper.ShouldBe(value, (value * 1e-6) + 1e-12, metric.Metric);
        }

        Metric(series, "generation_latency_p99").Interval.ShouldBe(new Interval(811.3, 811.3));
    }

    [Fact]
    public void Failed_iterations_are_kept_out_of_the_latency_and_counted_as_errors()
    {
        var series = Series.OfLatencies(Enumerable.Repeat(1000.0, 20));
        series[4] = series[4].Failing(ErrorKind.Server) with { LatencyMs = 9 };

        Metric(series, "generation_latency_p50").ShouldBe(new MetricValue("generation_latency_p50", 1000, new Interval(1000, 1000), 19, null));
        Metric(series, "error_rate").Value.ShouldBe(0.05);
        Metric(series, "api_calls_per_persona").Value.ShouldBe(20 / 19.0);
    }

    [Fact]
    public void When_every_iteration_failed_only_rates_are_known()
    {
        var series = Series.OfLatencies(Enumerable.Repeat(1000.0, 30)).ConvertAll(m => m.Failing(ErrorKind.Auth));

        Metric(series, "generation_latency_p50").Reason.ShouldBe("no iteration succeeded");
        Metric(series, "memory_average_mb").Reason.ShouldBe("no iteration succeeded");
        Metric(series, "api_calls_per_persona").Reason.ShouldBe("no persona was returned");
        Metric(series, "valid_persona_rate").Reason.ShouldBe("no persona was returned");
        Metric(series, "token_usage_per_persona").Reason.ShouldBe("the provider reports no token usage");
        Metric(series, "error_rate").Value.ShouldBe(1);
        Metric(series, "throughput_personas_per_minute").Value.ShouldBe(0);
    }

    [Fact]
    public void A_quantile_among_timeouts_is_a_lower_bound_and_no_number()
    {
        var series = Series.OfLatencies(Enumerable.Repeat(1000.0, 40));
        for (var i = 0; i < 4; i++)
        {
            series[i * 9] = series[i * 9].TimingOut(30_000);
        }

        Metric(series, "generation_latency_p50").Value!.Value.ShouldBe(1000, 0.001);
        Metric(series, "generation_latency_p95").ShouldBe(new MetricValue(
            "generation_latency_p95", null, null, 40, "at least 30000 ms: 4 of 40 iterations timed out"));
    }

    [Fact]
    public void Unknown_tokens_are_null_and_not_zero()
    {
        var series = Series.OfLatencies(1000, 1100, 1200).ConvertAll(m => m with { OutputTokens = null, CostUsd = null });

        Metric(series, "token_usage_per_persona").Value.ShouldBeNull();
        Metric(series, "cost_per_persona_usd").Reason.ShouldBe("the token usage or the price of the model is unknown");
        Metric(series, "inter_token_latency_p50").Value.ShouldBeNull();
        Metric(series, "output_tokens_per_second").Value.ShouldBeNull();
    }

    [Fact]
    public void Iterations_without_token_counts_do_not_thin_the_usage_of_the_others()
    {
        var series = Series.OfLatencies(1000, 1100, 1200, 1300);
        series[1] = series[1] with { InputTokens = null, CostUsd = null };

        var usage = Metric(series, "token_usage_per_persona");

        (usage.Value, usage.Count).ShouldBe((601, 3));
        Metric(series, "cost_per_persona_usd").Value.ShouldBe(0.002);
    }

    [Fact]
    public void A_provider_that_does_not_stream_has_no_first_token()
    {
        var series = Series.OfLatencies(1000, 1100, 1200).ConvertAll(m => m with { TimeToFirstTokenMs = null });

        Metric(series, "time_to_first_token_p50").Reason.ShouldBe("no first token was seen: the answers were not streamed");
    }

    [Fact]
    public void Zeros_are_values()
    {
        var series = Series.OfLatencies(Enumerable.Range(0, 30).Select(i => (double)i)).ConvertAll(m => m with { CostUsd = 0 });

        Metric(series, "cost_per_persona_usd").Value.ShouldBe(0);
        var p50 = Metric(series, "generation_latency_p50");
        p50.Value!.Value.ShouldBe(14.5, 1e-9);
        p50.Interval!.Value.Lower.ShouldBeInRange(0, 14.5);
    }

    [Theory]
    [InlineData(double.MaxValue)]
    [InlineData(1e300)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void No_NaN_and_no_infinity_comes_out_of_what_came_in(double extreme)
    {
        var series = Series.OfLatencies(Series.LogNormal(120, 0.2));
        for (var i = 0; i < series.Count; i += i % 3 + 1)
        {
            series[i] = series[i] with
            {
                LatencyMs = extreme,
                TimeToFirstTokenMs = extreme,
                FirstOutputTokenMs = extreme,
                LongestGapMs = extreme,
                CostUsd = extreme,
                MemoryPeakMb = extreme,
                MemoryAverageMb = extreme,
                RetryMs = extreme,
            };
        }

        foreach (var metric in MetricAggregation.Aggregate(series))
        {
            (metric.Value is null || double.IsFinite(metric.Value.Value)).ShouldBeTrue(metric.Metric);
            (metric.Interval is not { } i || (double.IsFinite(i.Lower) && double.IsFinite(i.Upper))).ShouldBeTrue(metric.Metric);
        }

        Should.NotThrow(() => SampleDiagnostics.Examine(series));
    }

    [Fact]
    public void Throughput_counts_valid_personas_over_all_workers_and_steady_work_has_a_tight_interval()
    {
        var series = Enumerable.Range(0, 100)
            .Select(i => Series.Success(i + 1, 2000, Series.Start.AddSeconds(2 * (i / 4))) with
            {
                WorkerId = $"w{i % 2}",
                PersonasReturned = 3,
                PersonasValid = 2,
            }).ToList();

        var throughput = Metric(series, "throughput_personas_per_minute");

        throughput.Value!.Value.ShouldBe(240, 1e-9);
        throughput.Interval!.Value.Lower.ShouldBe(240, 1e-6);
    }

    [Fact]
    public void Samples_that_hold_latencies_only_still_give_latency_metrics()
    {
        IReadOnlyList<double?> latencies = [.. Series.LogNormal(25, 0.1).Select(v => (double?)v), null];
        var sample = new BaselineSample
        {
            Worker = "w",
            Fingerprint = "sha256:a",
            Columns = new Dictionary<string, IReadOnlyList<double?>> { ["generation_latency_ms"] = latencies },
        };

        var metrics = MetricAggregation.Aggregate(SampleColumns.Read([sample]));

        metrics.Single(m => m.Metric == "generation_latency_p95").Value.ShouldNotBeNull();
        metrics.Single(m => m.Metric == "error_rate").Value.ShouldBe(1 / 26.0);
        metrics.Single(m => m.Metric == "throughput_personas_per_minute").Reason
            .ShouldBe("start, end or personas of some iterations are unknown");
        metrics.Single(m => m.Metric == "retry_rate").Value.ShouldBeNull();
    }

    [Fact]
    public void Samples_keep_failures_without_a_latency_and_timeouts_with_the_time_waited()
    {
        var series = Series.OfLatencies(1000, 1000, 1000);
        series[1] = series[1].Failing(ErrorKind.Server) with { LatencyMs = 9 };
        series[2] = series[2].TimingOut(5000);

        var columns = SampleColumns.PerWorker(series).Single().Columns;

        columns.Keys.ShouldBe(SampleColumns.All.Select(c => c.Name));
        columns["iteration"].ShouldBe([1, 2, 3]);
        columns["outcome"].ShouldBe([0, 1, 2]);
        columns["generation_latency_ms"].ShouldBe([1000, null, 5000]);
        columns["started_ms"].ShouldBe([0, 1000, 2000]);
        columns["ended_ms"].ShouldBe([1000, 2000, 7000]);
    }

    [Fact]
    public void About_95_of_100_intervals_of_the_median_hold_the_true_one()
    {
        // Seeds are fixed. 0.95 ± 3 binomial standard errors of 400 series is 0.917 to 0.983.
        var held = Enumerable.Range(1, 400).Count(seed =>
        {
            var series = Series.OfLatencies(Series.LogNormal(100, 0.35, seed));
            var interval = MetricCatalog.GenerationLatencyP50.Aggregate(Observation.From(series)).Interval!.Value;
            return interval.Lower <= 1000 && interval.Upper >= 1000;
        });

        (held / 400.0).ShouldBeInRange(0.917, 0.983);
    }

    [Fact]
    public void Ten_thousand_iterations_aggregate_without_a_quadratic_step()
    {
        // Eight times as many values take 8 × 1.3 times as long in n log n, but 64 times as long in quadratic time.
        var few = FastestAggregation(1_250);

        FastestAggregation(10_000).ShouldBeLessThan(few * 30);
    }

    /// <summary>The best of three, so that neither JIT compilation nor a busy machine counts.</summary>
    private static TimeSpan FastestAggregation(int iterations)
    {
        var series = Series.OfLatencies(Series.LogNormal(iterations, 0.3));
        series[7] = series[7].TimingOut(120_000);
        return Enumerable.Range(0, 3).Min(_ =>
        {
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            MetricAggregation.Aggregate(series).ShouldAllBe(m => m.Value != null);
            SampleDiagnostics.Examine(series).ShouldNotBeEmpty();
            return System.Diagnostics.Stopwatch.GetElapsedTime(start);
        });
    }

    private static MetricValue Metric(List<Measurement> series, string name) =>
        MetricAggregation.Aggregate(series).Single(m => m.Metric == name);
}
