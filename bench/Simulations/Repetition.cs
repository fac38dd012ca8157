using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Duets;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Simulations;

/// <summary>The verdict of each rule on the same draw.</summary>
internal sealed record Repetition
{
    private const int Iterations = 100;
    private const int Sessions = 10;
    private const double MannWhitneyLevel = 0.05;

    /// <summary>One stored run against a stored baseline.</summary>
    public required Verdict Stored { get; init; }

    /// <summary>Same, with ten earlier sessions in the store.</summary>
    public required Verdict StoredWithHistory { get; init; }

    public required DuetLook DuetAlone { get; init; }

    /// <summary>The percentage rule: the worst of the shown p50, p95 and p99.</summary>
    public required ThresholdStatus Plain { get; init; }

    /// <summary>Mann-Whitney finds the candidate slower.</summary>
    public required bool MannWhitney { get; init; }

    /// <summary>Pass if the stored comparison passes; otherwise the duet decides.</summary>
    public Verdict ScreenThenDuet => StoredWithHistory == Verdict.Pass ? Verdict.Pass : DuetAlone.Verdict;

    /// <summary>Same, without earlier sessions in the store.</summary>
    public Verdict ScreenWithoutHistory => Stored == Verdict.Pass ? Verdict.Pass : DuetAlone.Verdict;

    /// <summary>Number of pairs used by the duet.</summary>
    public int ScreenPairs => StoredWithHistory == Verdict.Pass ? 0 : DuetAlone.Pairs;

    public static Repetition Of(Scenario scenario, double change, Noise noise)
    {
        var factor = 1 + change;
        var (before, after) = (scenario.Session(noise, Iterations), scenario.Session(noise, Iterations));
        var request = new ComparisonRequest
        {
            Baselines = [Latencies.Baseline("1.0.0", before, 1)],
            Current = Latencies.Baseline("1.1.0", after, factor),
            Gates = Latencies.Gates,
        };
        var history = Latencies.History([.. Enumerable.Range(0, Sessions).Select(_ => scenario.Session(noise, Iterations))]);
        var stored = Comparer.Compare(request);
        return new Repetition
        {
            Stored = stored.Verdict,
            StoredWithHistory = Comparer.Compare(request with { Sessions = history }).Verdict,
            DuetAlone = Duet(scenario, factor, noise),
            Plain = stored.Baselines[0].Workloads[0].Metrics.Max(metric => metric.ThresholdStatus)!.Value,
            MannWhitney = MannWhitneyTest.PValueOfSlower(before, [.. after.Select(log => log + Math.Log(factor))]) < MannWhitneyLevel / 2,
        };
    }

    private static DuetLook Duet(Scenario scenario, double factor, Noise noise)
    {
        var plan = SequentialPlan.Pocock;
        var (ofBase, candidate) = scenario.Pairs(noise, plan.Looks[^1]);
        var (measuredBase, measuredCandidate) = (Latencies.Observations(ofBase, 1), Latencies.Observations(candidate, factor));
        DuetLook? look = null;
        for (var next = plan.Next(0); next is { } pairs; next = look.NextLook)
        {
            look = Core.Duets.Duet.Look(new DuetRequest
            {
                Base = [.. measuredBase.Take(pairs)],
                Candidate = [.. measuredCandidate.Take(pairs)],
                Gates = Latencies.Gates,
            });
        }

        return look!;
    }
}
