using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>Compares the current side with one baseline.</summary>
internal static class BaselineComparer
{
    public static BaselineComparison Compare(ComparisonRequest asked, NamedBaseline named)
    {
        var (baseline, current) = (named.Baseline, asked.Current.Baseline);
        var memory = new HarnessMemory(baseline.Environment, current.Environment);
        var request = memory.WithoutMemoryGates(asked);
        var matches = WorkloadMatching.Match(baseline, current, request.Workloads);
        var differences = EnvironmentDifferences(baseline, current, matches);
        var environment = ComparabilityRules.OfEnvironment(differences, request.AllowDifferentEnvironment);
        var judged = WorkloadFamily.Adjusted(
            [.. matches.Select(match => memory.Labelled(WorkloadJudge.Judge(request, match, environment != ComparabilityLevel.NotComparable)))]);
        var compared = matches.Count(match => match is { Baseline: not null, Current: not null });
        WorkloadComparison[] workloads = [.. judged.Select(workload => workload.Finished())];
        var comparability = workloads.Select(workload => workload.Comparability).Append(environment).Max();
        return new BaselineComparison
        {
            Baseline = Side(named),
            Verdict = Verdict(environment, matches, workloads),
            Comparability = comparability,
            EnvironmentDiff = differences,
            Workloads = workloads,
            Notes =
            [
                .. ComparisonNotes.OfSelf(baseline, current, compared),
                .. ComparisonNotes.For(request, comparability, workloads),
                .. EmulationNotes.For(workloads),
                .. judged.SelectMany(workload => workload.Notes).Distinct(),
            ],
        };
    }

    public static ComparedSide Side(NamedBaseline named) => new(
        named.Name, named.Baseline.Version, named.Baseline.CapturedAt, named.Baseline.Environment.GetValueOrDefault("git_commit"));

    private static Verdict Verdict(ComparabilityLevel environment, IReadOnlyList<WorkloadMatch> matches, WorkloadComparison[] workloads) =>
        environment == ComparabilityLevel.NotComparable ? Verdicts.Verdict.NotComparable
        // Without a workload on both sides, new workloads alone would pass.
        : matches.Any(match => match is { Baseline: not null, Current: not null }) ? Severity.Worst(workloads.Select(workload => workload.Verdict))
        : Verdicts.Verdict.Inconclusive;

    /// <summary>The environment is that of the machine that measured most; the samples may still share a machine.</summary>
    private static IReadOnlyList<FieldDifference> EnvironmentDifferences(
        Baseline baseline, Baseline current, IReadOnlyList<WorkloadMatch> matches)
    {
        var differences = EnvironmentComparison.Differences(baseline.Environment, current.Environment);
        var shared = matches.Any(match => match is { Baseline: { } b, Current: { } c } && WorkloadDifferences.ShareMachine(b, c));
        return shared
            ? [.. differences.Select(difference => difference.Weight == DifferenceWeight.Hard ? difference with { Weight = DifferenceWeight.Stratum } : difference)]
            : differences;
    }
}
