using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Tests.Metrics;

public sealed class SampleDiagnosticsTests
{
    [Fact]
    public void A_clean_sample_has_no_warning() =>
        SampleDiagnostics.Examine(Series.OfLatencies(Series.LogNormal(100, 0.12))).ShouldBeEmpty();

    [Fact]
    public void An_empty_sample_has_no_warning() => SampleDiagnostics.Examine([]).ShouldBeEmpty();

    [Fact]
    public void A_constant_sample_has_no_warning() =>
        SampleDiagnostics.Examine(Series.OfLatencies(Enumerable.Repeat(0.1, 50))).ShouldBeEmpty();

    [Fact]
    public void Failures_are_counted_by_kind_with_a_remedy_for_the_most_frequent()
    {
        var series = Series.OfLatencies(Series.LogNormal(40, 0.1));
        series[1] = series[1].Failing(ErrorKind.Server);
        series[2] = series[2].Failing(ErrorKind.RateLimited);
        series[3] = series[3].Failing(ErrorKind.RateLimited);

        Warning(series, WarningKind.Failures).ShouldBe(new SampleWarning(
            "failures",
            "3 of 40 iterations failed (2 rate_limited, 1 server); their latency is not in the quantiles",
            "lower the concurrency or the provider's requests_per_minute"));
    }

    [Fact]
    public void Timeouts_say_how_long_was_waited()
    {
        var series = Series.OfLatencies(Series.LogNormal(40, 0.1));
        series[7] = series[7].TimingOut(30_000);

        Warning(series, WarningKind.Timeouts).Message.ShouldBe(
            "1 of 40 iterations timed out after 30 s; they count as at least that long in the quantiles");
    }

    [Fact]
    public void Few_iterations_are_reported() =>
        Warning(Series.OfLatencies(Enumerable.Repeat(1000.0, 9)), WarningKind.FewIterations).Message
            .ShouldBe("only 9 successful iterations; intervals from so few are rough");

    [Fact]
    public void Different_machines_are_reported()
    {
        var series = Series.OfLatencies(Series.LogNormal(30, 0.1))
            .ConvertAll(m => m with { Fingerprint = m.Iteration <= 10 ? "sha256:a" : "sha256:b" });

        Warning(series, WarningKind.UnlikeMachines).Message.ShouldBe("measured on 2 kinds of machine (20 + 10 iterations)");
    }

    [Fact]
    public void A_machine_that_is_not_known_is_no_other_one()
    {
        var series = Series.OfLatencies(Series.LogNormal(30, 0.1)).ConvertAll(m => m with { Fingerprint = m.Iteration <= 10 ? "" : "sha256:b" });

        SampleDiagnostics.Examine(series).ShouldNotContain(warning => warning.Kind == WarningKind.UnlikeMachines);
    }

    [Fact]
    public void Several_models_behind_one_name_are_reported()
    {
        var series = Series.OfLatencies(Series.LogNormal(30, 0.1))
            .ConvertAll(m => m with { ModelReported = m.Iteration <= 10 ? "m-0513" : "m-0806" });

        Warning(series, WarningKind.SeveralModels).Message.ShouldBe("the provider answered with 2 models: m-0806 (20), m-0513 (10)");
    }

    [Fact]
    public void High_variance_says_how_many_iterations_would_do()
    {
        // log-sd 0.5: the median of n values is known to about ±1.96 × 1.25 × 0.5 / √n; ±5% (0.0488 on the logs) needs some 630.
        var warning = Warning(Series.OfLatencies(Series.LogNormal(40, 0.5)), WarningKind.HighVariance);

        warning.Message.ShouldStartWith("high variance: the median of 40 iterations is known only to ±");
        var words = warning.Remedy.Split(' ');
        (words[0], words[2]).ShouldBe(("about", "iterations"));
        int.Parse(words[1]).ShouldBeInRange(300, 1300);
    }

    [Fact]
    public void The_iterations_it_asks_for_bring_the_interval_near_five_percent()
    {
        var asked = int.Parse(Warning(Series.OfLatencies(Series.LogNormal(60, 0.5)), WarningKind.HighVariance).Remedy.Split(' ')[1]);

        var interval = MetricAggregation.Aggregate(Series.OfLatencies(Series.LogNormal(asked, 0.5, seed: 2)))[0].Interval!.Value;

        (Math.Sqrt(interval.Upper / interval.Lower) - 1).ShouldBeInRange(0.025, 0.08);
    }

    [Fact]
    public void Outliers_are_counted_and_stay_in_the_sample()
    {
        var series = Series.OfLatencies([.. Series.LogNormal(50, 0.08), 9000, 54_000]);

        var warning = Warning(series, WarningKind.Outliers);

        warning.Message.ShouldStartWith("2 outliers in 52 iterations, outside ");
        warning.Message.ShouldEndWith("ms (up to 54000 ms); counted, not removed");
        MetricAggregation.Aggregate(series)[0].Count.ShouldBe(52);
    }

    [Fact]
    public void Falling_latencies_ask_for_warm_ups()
    {
        var series = Series.OfLatencies(Series.LogNormal(60, 0.05).Select((latency, i) => latency * (1.3 - (0.3 * i / 60))));

        var warning = Warning(series, WarningKind.ChangingEstimates);

        warning.Message.ShouldStartWith("the latency fell during the run: ");
        warning.Remedy.ShouldStartWith("use more warm-ups");
    }

    [Fact]
    public void Rising_latencies_ask_for_a_quieter_machine() =>
        Warning(Series.OfLatencies(Series.LogNormal(60, 0.05).Order()), WarningKind.ChangingEstimates).Message
            .ShouldStartWith("the latency rose during the run: ");

    [Fact]
    public void Two_modes_are_marked() =>
        Warning(Series.OfLatencies(Series.LogNormal(200, 0.08).Select((latency, i) => i % 3 == 0 ? latency * 4 : latency)), WarningKind.Multimodal)
            .Message.ShouldStartWith("the latencies form 2 clusters, near ");

    [Fact]
    public void Retries_are_counted_with_their_time()
    {
        var series = Series.OfLatencies(Series.LogNormal(20, 0.1));
        series[3] = series[3] with { ApiCalls = 3, RetryMs = 4100 };

        Warning(series, WarningKind.Retries).Message.ShouldBe(
            "1 of 20 iterations needed retries, 4.1 s in total; that time counts in the throughput, not in the latency");
    }

    [Fact]
    public void Repeated_prompts_are_reported()
    {
        var series = Series.OfLatencies(Series.LogNormal(20, 0.1)).ConvertAll(m => m with { PromptHash = $"h{m.Iteration % 8}" });

        Warning(series, WarningKind.RepeatedPrompts).Message.ShouldStartWith("20 iterations sent only 8 different prompts; ");
    }

    private static SampleWarning Warning(List<Measurement> series, string kind)
    {
        var warning = SampleDiagnostics.Examine(series).Where(w => w.Kind == kind).ShouldHaveSingleItem();
        warning.Remedy.ShouldNotBeNullOrWhiteSpace();
        return warning;
    }
}
