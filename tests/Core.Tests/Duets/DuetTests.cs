using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Duets;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Tests.Comparisons;
using Persona.Bench.Core.Tests.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Tests.Duets;

public sealed class DuetTests
{
    private static readonly string[] Gates = [Captures.P50, Captures.P95];

    [Fact]
    public void A_decided_duet_is_over_and_an_undecided_one_is_analysed_again()
    {
        var clear = Duet.Look(Request(100, 0.1, 1.4));
        clear.Verdict.ShouldBe(Verdict.Failure);
        clear.NextLook.ShouldBeNull();

        var unclear = Duet.Look(Request(100, 0.9, 1.05));
        unclear.Verdict.ShouldBe(Verdict.Inconclusive);
        unclear.NextLook.ShouldBe(200);
        Duet.Look(Request(400, 2.5, 1.05)).ShouldSatisfyAllConditions(
            last => last.Verdict.ShouldBe(Verdict.Inconclusive), last => last.NextLook.ShouldBeNull());
    }

    [Fact]
    public void Each_interim_analysis_spends_Pococks_level_shared_by_the_gates()
    {
        var metric = Duet.Look(Request(100, 0.1, 1)).Metrics[0];

        metric.Effect!.Confidence.ShouldBe(1 - (0.0221 / 2), 1e-12);
        metric.Effect.Method.ShouldBe(EffectMethod.PairedHodgesLehmann);
        SequentialPlan.Pocock.Next(0).ShouldBe(100);
        SequentialPlan.Pocock.Next(250).ShouldBe(400);
        SequentialPlan.Pocock.Next(400).ShouldBeNull();
    }

    [Fact]
    public void What_both_sides_of_a_pair_share_does_not_blur_the_change()
    {
        double[] drift = [.. Enumerable.Range(0, 100).Select(i => 1000 * Math.Exp(Math.Sin(i / 9.0)))];
        var noise = Series.LogNormal(100, 0.05, 3).Select(v => v / 1000).ToArray();

        var look = Duet.Look(Request(drift, [.. drift.Zip(noise, (level, one) => level * one * 1.15)]) with { Gates = [Captures.P50] });

        look.Verdict.ShouldBe(Verdict.Warning);
        look.Metrics[0].Effect!.Lower.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Pairs_that_lost_a_side_do_not_count()
    {
        var request = Request(60, 0.1, 1);

        Duet.Look(request with { Candidate = [.. request.Candidate.Where(o => o.Iteration > 10)] }).Pairs.ShouldBe(50);
    }

    [Fact]
    public void Throughput_says_nothing_in_a_duet_and_p99_waits_for_four_hundred_pairs()
    {
        var look = Duet.Look(Request(200, 0.1, 1) with { Gates = [Captures.P50, Captures.Throughput, "generation_latency_p99"] });

        look.Verdict.ShouldBe(Verdict.Pass);
        look.Metrics[1].Reason.ShouldBe("each side of a duet waits for the other");
        look.Metrics[2].Reason.ShouldBe("needs 400 iterations on each side; has 200 and 200");
    }

    [Fact]
    public void A_gate_that_is_no_metric_is_refused() =>
        Should.Throw<ArgumentException>(() => Duet.Look(Request(10, 0.1, 1) with { Gates = ["latency"] }));

    private static DuetRequest Request(int pairs, double logSd, double factor) =>
        Request(Series.LogNormal(pairs, logSd, 11), Series.LogNormal(pairs, logSd, 12).Select(latency => latency * factor));

    private static DuetRequest Request(IEnumerable<double> ofBase, IEnumerable<double> candidate) => new()
    {
        Base = Observation.From(Series.OfLatencies(ofBase)),
        Candidate = Observation.From(Series.OfLatencies(candidate)),
        Gates = Gates,
    };
}
