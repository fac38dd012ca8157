using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>What the samples say of a metric: how it changed, or of a quantile that falls on timeouts how far at least. Both null: nothing.</summary>
internal sealed record MetricEvidence(MetricEffect? Effect, TimeoutBound? Bound)
{
    public static MetricEvidence None { get; } = new(null, null);

    public bool IsKnown => Effect is not null || Bound is not null;
}

/// <summary>What both sides have of one workload, read once for all metrics.</summary>
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

    /// <summary>In the order of measuring; empty for point values.</summary>
    public IReadOnlyList<Observation> AllOfBaseline { get; }

    public IReadOnlyList<Observation> AllOfCurrent { get; }

    public bool PointValuesOnly => AllOfBaseline.Count == 0 || AllOfCurrent.Count == 0;

    /// <summary>Iterations in flight at once over all workers.</summary>
    public int? Parallelism => Current.Concurrency * (Current.Workers ?? 1);

    public MetricEvidence Of(MetricDefinition metric)
    {
        var (baseline, current) = (Baseline.Metrics.GetValueOrDefault(metric.Name), Current.Metrics.GetValueOrDefault(metric.Name));
        var bound = TimeoutBound.Compute(metric, _input.Strata, Compared, baseline, current);
        // With timeouts taken for what they waited, an effect would claim to know both ends.
        return new MetricEvidence(bound is null ? EffectEstimation.Estimate(metric, _input, baseline) : null, bound);
    }

    /// <summary>Iterations that say something of the metric, among those that are compared; null of a side without samples.</summary>
    public (int? Baseline, int? Current) Usable(MetricDefinition metric) => (
        AllOfBaseline.Count == 0 ? null : UsableIterations.Count(metric, Compared.Baseline),
        AllOfCurrent.Count == 0 ? null : UsableIterations.Count(metric, Compared.Current));

    private StratumPair Compared => _input.Strata.Count > 0 ? _input.All : new StratumPair(AllOfBaseline, AllOfCurrent);

    /// <summary>The part of a half-width that stands for the spread between sessions, on the scale of logs.</summary>
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
