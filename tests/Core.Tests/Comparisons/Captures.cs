using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Tests.Metrics;

namespace Persona.Bench.Core.Tests.Comparisons;

/// <summary>Baselines for tests, and helpers to compare them.</summary>
internal static class Captures
{
    public const string P50 = "generation_latency_p50";
    public const string P95 = "generation_latency_p95";
    public const string Throughput = "throughput_personas_per_minute";
    public const string Memory = "memory_peak_mb";

    public static readonly string[] DefaultGates = [P50, P95, Throughput, Memory];

    public static readonly Dictionary<string, string> Machine = new()
    {
        ["platform"] = "linux-x64",
        ["cpu"] = "AMD EPYC 7B13",
        ["cores"] = "4",
        ["memory_gb"] = "15.61",
        ["os"] = "Debian 12",
        ["kernel"] = "6.1.0",
        ["runtime"] = ".NET 10.0.12",
    };

    /// <summary>A baseline as written by hand.</summary>
    public static NamedBaseline Points(string version, params (string Metric, double? Value)[] metrics) => new($"v{version}", new Baseline
    {
        Version = version,
        CapturedAt = Series.Start,
        Environment = new Dictionary<string, string> { ["python_version"] = "3.12.0", ["platform"] = "linux-x64" },
        Workloads = new Dictionary<string, BaselineWorkload>
        {
            ["standard"] = new()
            {
                Description = "Single persona generation from 1KB input",
                Iterations = 100,
                Metrics = metrics.ToDictionary(metric => metric.Metric, metric => metric.Value),
            },
        },
    });

    /// <summary>A baseline as captured: one worker, latencies in sequence.</summary>
    public static NamedBaseline Of(string version, params IEnumerable<double> latenciesMs) =>
        Of(version, Series.OfLatencies(latenciesMs));

    public static NamedBaseline Of(string version, IReadOnlyList<Measurement> measurements) => new($"v{version}", new Baseline
    {
        Version = version,
        CapturedAt = Series.Start,
        Environment = Machine,
        Workloads = new Dictionary<string, BaselineWorkload> { ["standard"] = Workload(measurements) },
    });

    public static BaselineWorkload Workload(IReadOnlyList<Measurement> measurements) => new()
    {
        Iterations = measurements.Count,
        Provider = "emulated",
        Model = "model-1",
        Concurrency = 1,
        Workers = 1,
        Metrics = MetricAggregation.Aggregate(measurements).ToDictionary(value => value.Metric, value => value.Value),
        Samples = SampleColumns.PerWorker(measurements),
    };

    public static NamedBaseline With(this NamedBaseline named, Func<BaselineWorkload, BaselineWorkload> change) => named with
    {
        Baseline = named.Baseline with
        {
            Workloads = named.Baseline.Workloads.ToDictionary(entry => entry.Key, entry => change(entry.Value)),
        },
    };

    public static NamedBaseline WithEnvironment(this NamedBaseline named, string field, string value) => named with
    {
        Baseline = named.Baseline with { Environment = new Dictionary<string, string>(named.Baseline.Environment) { [field] = value } },
    };

    public static NamedBaseline WithWorkloads(this NamedBaseline named, params (string Key, BaselineWorkload Workload)[] workloads) => named with
    {
        Baseline = named.Baseline with { Workloads = workloads.ToDictionary(entry => entry.Key, entry => entry.Workload) },
    };

    public static ComparisonRequest Against(this NamedBaseline current, params NamedBaseline[] baselines) =>
        new() { Current = current, Baselines = baselines, Gates = DefaultGates };

    public static IReadOnlyList<MetricComparison> Metrics(this Comparison comparison) => comparison.Baselines[0].Workloads[0].Metrics;

    public static MetricComparison Metric(this Comparison comparison, string name) => comparison.Metrics().Single(metric => metric.Metric == name);
}
