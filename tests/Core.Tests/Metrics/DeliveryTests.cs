using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Tests.Metrics;

public sealed class DeliveryTests
{
    [Fact]
    public void Speed_counts_the_tokens_of_the_answer_over_the_time_of_the_answer()
    {
        // 1,000 ms: 200 until the first thought, 600 until the answer, which has 101 - 61 tokens.
        var thinking = Series.Success(1, 1000, Series.Start) with { TimeToFirstTokenMs = 200, FirstOutputTokenMs = 600, ReasoningTokens = 61 };

        Value("output_tokens_per_second", thinking).ShouldBe(40 * 1000 / 400.0);
        Value("inter_token_latency_p50", thinking, thinking).ShouldNotBeNull().ShouldBe(400 / 39.0, 1e-9);
        Value("time_to_first_token_p50", thinking, thinking).ShouldNotBeNull().ShouldBe(200, 1e-9);
        Value("time_to_first_output_token_p50", thinking, thinking).ShouldNotBeNull().ShouldBe(600, 1e-9);
        Value("reasoning_tokens_per_persona", thinking).ShouldBe(61);
    }

    [Fact]
    public void Speed_is_unknown_if_nobody_says_how_many_tokens_were_reasoning()
    {
        var thinking = Series.Success(1, 1000, Series.Start) with { TimeToFirstTokenMs = 200, FirstOutputTokenMs = 600, ReasoningTokens = null };

        Value("output_tokens_per_second", thinking).ShouldBeNull();
        Value("output_tokens_per_second", thinking with { FirstOutputTokenMs = 200 }).ShouldBe(101 * 1000 / 800.0);
    }

    [Fact]
    public void A_first_token_of_an_older_file_is_that_of_the_answer()
    {
        var old = Series.Success(1, 1000, Series.Start) with { TimeToFirstTokenMs = 200, FirstOutputTokenMs = null, ReasoningTokens = null };

        Value("time_to_first_output_token_p50", old, old).ShouldNotBeNull().ShouldBe(200, 1e-9);
        Value("output_tokens_per_second", old).ShouldBe(101 * 1000 / 800.0);
    }

    [Fact]
    public void Answers_that_arrive_at_once_have_no_speed_and_a_warning()
    {
        var series = Enumerable.Range(1, 20).Select(number => Series.Success(number, 1000, Series.Start.AddSeconds(number)) with
        {
            ArrivedAtOnce = number <= 3,
            TimeToFirstTokenMs = number <= 3 ? null : 200,
            FirstOutputTokenMs = number <= 3 ? null : 200,
            LongestGapMs = number <= 3 ? null : 30,
        }).ToArray();

        Metric("output_tokens_per_second", series).Count.ShouldBe(17);
        Warnings(series).ShouldContain(warning => warning.Kind == WarningKind.NotStreamed && warning.Message.StartsWith("3 of 20 answers arrived at once", StringComparison.Ordinal));
        Warnings([.. series.Skip(2)]).ShouldNotContain(warning => warning.Kind == WarningKind.NotStreamed);
    }

    [Fact]
    public void Answers_from_a_cache_and_compressed_ones_have_a_warning()
    {
        var plain = Enumerable.Range(1, 10).Select(number => Series.Success(number, 1000, Series.Start.AddSeconds(number))).ToArray();
        Measurement[] cached = [.. plain.Select(one => one with { CachedInputTokens = 100, Compressed = true })];

        Value("cached_token_rate", cached).ShouldNotBeNull().ShouldBe(0.2, 1e-9);
        Warnings(cached).Select(warning => warning.Kind).ShouldBe([WarningKind.Compressed, WarningKind.CachedInput], ignoreOrder: true);
        Warnings([.. plain.Select(one => one with { CachedInputTokens = 4 })]).ShouldBeEmpty();
    }

    [Fact]
    public void A_measuring_machine_that_was_too_busy_has_a_warning()
    {
        Measurement[] Late(double ms) => [.. Enumerable.Range(1, 10).Select(number => Series.Success(number, 1000, Series.Start.AddSeconds(number)) with { ClientLagMs = ms })];

        Warnings(Late(12)).ShouldHaveSingleItem().Message.ShouldBe("the measuring machine was too busy: what had arrived waited 12 ms for a processor on average, 1.2% of the latency");
        Warnings(Late(4)).ShouldBeEmpty();
    }

    [Fact]
    public void Opening_calls_that_make_the_tail_have_a_warning()
    {
        var series = Enumerable.Range(1, 40)
            .Select(number => Series.Success(number, number <= 4 ? 2000 + number : 1000 + number, Series.Start.AddSeconds(3 * number)) with { Opening = number <= 4 }).ToArray();

        Warnings(series).ShouldContain(warning => warning.Kind == WarningKind.OpeningCalls && warning.Message.StartsWith("2 of the 2 slowest", StringComparison.Ordinal));
        Warnings([.. series.Select(one => one with { Opening = one.Iteration > 30 && one.Iteration < 35 })]).ShouldNotContain(warning => warning.Kind == WarningKind.OpeningCalls);
    }

    private static IReadOnlyList<SampleWarning> Warnings(params IReadOnlyCollection<Measurement> series) => SampleDiagnostics.Examine(series);

    private static double? Value(string name, params Measurement[] series) => Metric(name, series).Value;

    private static MetricValue Metric(string name, Measurement[] series) => MetricCatalog.Find(name)!.Aggregate(Observation.From(series));
}
