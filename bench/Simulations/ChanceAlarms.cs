using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Simulations;

/// <summary>
/// False alarm rate of a version that fails (times out) at a given rate and is compared with itself, 100 iterations per side. Exact, not
/// simulated: the statuses of all pairs of counts, from the product's entry point, weighted by their binomial probability.
/// </summary>
internal static class ChanceAlarms
{
    private const int Iterations = 100;

    // At the largest rate used, a higher count occurs once in a hundred million samples.
    private const int Most = 30;

    private static readonly Lazy<MetricStatus[,]> Errors = new(() => Statuses("error_rate", "generation_latency_p50", IterationOutcome.Failed));
    private static readonly Lazy<MetricStatus[,]> Timeouts = new(() => Statuses("generation_latency_p95", "generation_latency_p95", IterationOutcome.TimedOut));

    /// <summary>Alarms of <c>error_rate</c>, one of two guards.</summary>
    public static ChanceAlarm OfErrors(double rate) => Of(Errors.Value, rate);

    /// <summary>Alarms of p95 as the only gate, where its share of the error rate is largest.</summary>
    public static ChanceAlarm OfTimeouts(double rate) => Of(Timeouts.Value, rate);

    public static MetricStatus Error(int before, int now) => Errors.Value[before, now];

    private static ChanceAlarm Of(MetricStatus[,] statuses, double rate)
    {
        double alarms = 0, failures = 0;
        for (var before = 0; before <= Most; before++)
        {
            for (var now = 0; now <= Most; now++)
            {
                var probability = Binomial(before, rate) * Binomial(now, rate);
                alarms += statuses[before, now] is MetricStatus.Warning or MetricStatus.Failure ? probability : 0;
                failures += statuses[before, now] is MetricStatus.Failure ? probability : 0;
            }
        }

        return new ChanceAlarm(100 * alarms, 100 * failures);
    }

    private static double Binomial(int hits, double rate) => MathNet.Numerics.Distributions.Binomial.PMF(rate, Iterations, hits);

    private static MetricStatus[,] Statuses(string metric, string gate, IterationOutcome outcome)
    {
        NamedBaseline[] sides = [.. Enumerable.Range(0, Most + 1).Select(count => Side(count, outcome))];
        var statuses = new MetricStatus[Most + 1, Most + 1];
        foreach (var (before, now) in sides.Index().SelectMany(_ => sides.Index(), (one, other) => (one, other)))
        {
            var comparison = Comparer.Compare(new ComparisonRequest { Baselines = [before.Item], Current = now.Item, Gates = [gate] });
            statuses[before.Index, now.Index] = comparison.Baselines[0].Workloads[0].Metrics.Single(one => one.Metric == metric).Status;
        }

        return statuses;
    }

    private static NamedBaseline Side(int count, IterationOutcome outcome)
    {
        // Every third iteration, so that failures are not adjacent.
        Observation[] observations = [.. Enumerable.Range(0, Iterations).Select(i => One(i, (i * 3 % Iterations) < count ? outcome : IterationOutcome.Succeeded))];
        var named = Latencies.Baseline("1.0.0", [.. observations.Select(_ => 0.0)], 1);
        var workload = named.Baseline.Workloads[Latencies.Workload] with
        {
            Metrics = Metrics.ToDictionary(name => name, name => MetricCatalog.Find(name)!.Aggregate(observations).Value),
            Samples = [new BaselineSample { Worker = "w1", Fingerprint = "sha256:a", Columns = SampleColumns.All.ToDictionary(column => column.Name, column => Values(column, observations)) }],
        };
        return named with { Baseline = named.Baseline with { Workloads = new Dictionary<string, BaselineWorkload> { [Latencies.Workload] = workload } } };
    }

    private static readonly string[] Metrics = ["generation_latency_p50", "generation_latency_p95", "error_rate", "valid_persona_rate"];

    private static IReadOnlyList<double?> Values(SampleColumn column, Observation[] observations) => [.. observations.Select(column.Of)];

    private static Observation One(int index, IterationOutcome outcome) => new()
    {
        Iteration = index + 1,
        Outcome = outcome,
        LatencyMs = outcome switch
        {
            IterationOutcome.Succeeded => Math.Round(1000 * Math.Exp(0.1 * Math.Sin(index)), 3),
            IterationOutcome.TimedOut => 30_000,
            _ => null,
        },
        Personas = outcome == IterationOutcome.Succeeded ? 1 : 0,
        ValidPersonas = outcome == IterationOutcome.Succeeded ? 1 : 0,
    };
}

/// <summary>Percentages of the comparisons.</summary>
internal sealed record ChanceAlarm(double WarningOrWorse, double Failure);
