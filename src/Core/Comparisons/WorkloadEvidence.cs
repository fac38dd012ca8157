using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>What the samples say about a metric: its change, or a bound on it for a quantile that falls on timeouts. Both null if nothing.</summary>
internal sealed record MetricEvidence(MetricEffect? Effect, TimeoutBound? Bound)
{
    public static MetricEvidence None { get; } = new(null, null);

    public bool IsKnown => Effect is not null || Bound is not null;
}

/// <summary>The data of both sides for one workload, read once for all metrics.</summary>
internal sealed class WorkloadEvidence
{
    private readonly EffectInput _input;
    private readonly SampleDescriptions _baselineSamples;
    private readonly SampleDescriptions _currentSamples;

    public WorkloadEvidence(ComparisonRequest request, WorkloadMatch match, BaselineWorkload baseline, BaselineWorkload current)
    {
        (Baseline, Current) = (baseline, current);
        Differences = WorkloadDifferences.Find(baseline, current);
        Comparability = ComparabilityRules.OfWorkload(Differences, request.AllowDifferentEnvironment);
        var pairing = StratumPairing.Create(baseline.Samples, current.Samples, request.AllowDifferentEnvironment);
        var whole = pairing is { Pairs: [var one], Notes: [] } ? one : null;
        AllOfBaseline = whole?.Baseline ?? SampleColumns.Read(baseline.Samples);
        AllOfCurrent = whole?.Current ?? SampleColumns.Read(current.Samples);
        Notes = pairing.Notes;
        _input = new EffectInput
        {
            Strata = pairing.Pairs,
            All = pairing.Pairs is [var only] ? only : Pooled(pairing.Pairs),
            Outliers = request.Outliers,
            Spread = metric => Spread(request, match, metric),
        };
        _baselineSamples = new SampleDescriptions(Described(pairing, pair => pair.Baseline, AllOfBaseline), AllOfBaseline);
        _currentSamples = new SampleDescriptions(Described(pairing, pair => pair.Current, AllOfCurrent), AllOfCurrent);
    }

    public BaselineWorkload Baseline { get; }

    public BaselineWorkload Current { get; }

    public IReadOnlyList<FieldDifference> Differences { get; }

    public ComparabilityLevel Comparability { get; }

    public IReadOnlyList<string> Notes { get; }

    /// <summary>In the order measured; empty for point values.</summary>
    public IReadOnlyList<Observation> AllOfBaseline { get; }

    public IReadOnlyList<Observation> AllOfCurrent { get; }

    public bool PointValuesOnly => AllOfBaseline.Count == 0 || AllOfCurrent.Count == 0;

    /// <summary>Iterations in flight over all workers.</summary>
    public int? Parallelism => Current.Concurrency * (Current.Workers ?? 1);

    public MetricEvidence Of(MetricDefinition metric)
    {
        var (baseline, current) = (Baseline.Metrics.GetValueOrDefault(metric.Name), Current.Metrics.GetValueOrDefault(metric.Name));
        var bound = TimeoutBound.Compute(metric, _input.Strata, Compared, baseline, current);
        // An effect that took timeouts at the time waited would claim to know both ends.
        return new MetricEvidence(bound is null ? EffectEstimation.Estimate(metric, _input, baseline) : null, bound);
    }

    /// <summary>Compared iterations that are usable for the metric; null for a side without samples.</summary>
    public (int? Baseline, int? Current) Usable(MetricDefinition metric) => (
        AllOfBaseline.Count == 0 ? null : metric.CountUsable(Compared.Baseline),
        AllOfCurrent.Count == 0 ? null : metric.CountUsable(Compared.Current));

    private StratumPair Compared => _input.Strata.Count > 0 ? _input.All : new StratumPair(AllOfBaseline, AllOfCurrent);

    /// <summary>The part of a half-width due to the spread between sessions, on the log scale.</summary>
    public double BetweenSessions(MetricDefinition metric, double confidence) => _input.Spread(metric)?.HalfWidth(confidence) ?? 0;

    public (SampleDescription? Baseline, SampleDescription? Current) Samples(MetricDefinition metric) =>
        (_baselineSamples.Describe(metric), _currentSamples.Describe(metric));

    private static IReadOnlyList<IReadOnlyList<Observation>> Described(
        StratumPairing pairing, Func<StratumPair, IReadOnlyList<Observation>> side, IReadOnlyList<Observation> all) =>
        pairing.Pairs.Count > 0 ? [.. pairing.Pairs.Select(side)] : [all];

    private static StratumPair Pooled(IReadOnlyList<StratumPair> pairs) => new(
        [.. pairs.SelectMany(pair => pair.Baseline).OrderBy(o => o.StartedMs).ThenBy(o => o.Iteration)],
        [.. pairs.SelectMany(pair => pair.Current).OrderBy(o => o.StartedMs).ThenBy(o => o.Iteration)]);

    private static SessionSpread? Spread(ComparisonRequest request, WorkloadMatch match, MetricDefinition metric) =>
        request.Sessions.FirstOrDefault(history => history.Metric == metric.Name && history.Workload == match.Workload
            && (history.Provider is null || history.Provider == match.Provider)) is { } found
            ? SessionSpread.From(found.Values)
            : null;
}
