using CsCheck;
using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Tests.Metrics;

public sealed class ThroughputTests
{
    private const string Throughput = "throughput_personas_per_minute";

    [Fact]
    public void Another_providers_turns_in_between_change_nothing()
    {
        var alone = Series.OfLatencies(Series.LogNormal(40, 0.2));

        var interleaved = alone.ConvertAll(m => Later(m, TimeSpan.FromSeconds(3 * m.Iteration)));

        Of(interleaved).ShouldBe(Of(alone));
        SampleDiagnostics.Examine(interleaved).ShouldBe(SampleDiagnostics.Examine(alone));
    }

    [Fact]
    public void The_pause_before_a_run_is_resumed_does_not_count_even_if_another_worker_measures_afterwards()
    {
        var series = Series.OfLatencies(Enumerable.Repeat(2000.0, 60))
            .ConvertAll(m => m.Iteration <= 30 ? m : Later(m, TimeSpan.FromDays(1)) with { WorkerId = "w2" });

        Of(series).Value!.Value.ShouldBe(30, 1e-9);
        Of(series).Interval!.Value.Lower.ShouldBe(30, 1e-6);
    }

    [Fact]
    public void Time_in_which_two_workers_measure_counts_once()
    {
        var first = Series.OfLatencies(Enumerable.Repeat(1000.0, 20));
        var second = first.ConvertAll(m => Later(m, TimeSpan.FromSeconds(10.5)) with { Iteration = m.Iteration + 20, WorkerId = "w2" });

        // From 0 to 20 s and from 10.5 to 30.5 s.
        Of([.. first, .. second]).Value!.Value.ShouldBe(40 / (30.5 / 60), 1e-5);
    }

    [Fact]
    public void Failures_take_the_providers_time_and_a_lost_worker_takes_none()
    {
        var series = Series.OfLatencies(1000, 1000, 1000, 1000);
        series[1] = series[1].Failing(ErrorKind.Server);
        series[3] = series[3].Failing(ErrorKind.WorkerLost) with { StartedAt = Series.Start.AddHours(1), EndedAt = Series.Start.AddHours(1) };

        Of(series).Value!.Value.ShouldBe(40, 1e-9);
    }

    [Fact]
    public void The_samples_of_a_file_tell_it_as_the_run_did()
    {
        var series = Series.OfLatencies(Series.LogNormal(40, 0.2))
            .ConvertAll(m => Later(m, TimeSpan.FromSeconds(3 * m.Iteration)) with { WorkerId = $"w{m.Iteration % 2}" });

        MetricAggregation.Aggregate(SampleColumns.Read(SampleColumns.PerWorker(series))).ShouldBe(MetricAggregation.Aggregate(series));
    }

    [Fact]
    public void It_never_falls_when_time_in_which_nothing_was_in_flight_is_added_anywhere() =>
        Gen.Select(Gen.Double[1, 5000].Array[2, 30], Gen.Int[0, 29], Gen.Double[0, 1e7]).Sample((latencies, from, gapMs) =>
        {
            var alone = Series.OfLatencies(latencies);
            var apart = alone.ConvertAll(m => m.Iteration > from ? Later(m, TimeSpan.FromMilliseconds(gapMs)) : m);

            Of(apart).Value!.Value.ShouldBe(Of(alone).Value!.Value, 1e-3 * Of(alone).Value!.Value);
        });

    private static Measurement Later(Measurement measurement, TimeSpan by) =>
        measurement with { StartedAt = measurement.StartedAt + by, EndedAt = measurement.EndedAt + by };

    private static MetricValue Of(IReadOnlyCollection<Measurement> series)
    {
        var found = MetricAggregation.Aggregate(series).Single(one => one.Metric == Throughput);
        return found with { Value = Rounded(found.Value), Interval = found.Interval is { } i ? new(Rounded(i.Lower)!.Value, Rounded(i.Upper)!.Value) : null };
    }

    // Times far from the start have fewer significant digits.
    private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 6) : null;
}
