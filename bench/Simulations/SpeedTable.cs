using System.Diagnostics;
using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Simulations;

/// <summary>How long a comparison takes, through the product's entry point.</summary>
internal static class SpeedTable
{
    private const int Repeats = 5;

    public static int Print()
    {
        Console.WriteLine("| what | target | ms (best of 5) | ms (median of 5) |");
        Console.WriteLine("|---|---|---|---|");
        var small = Request(workloads: 667, iterations: 30);
        var pairs = Comparer.Compare(small).Baselines[0].Workloads.Sum(workload => workload.Metrics.Count);
        Time($"{pairs} (workload, metric) pairs, 30 against 30", "2000 ms", 1, small);
        var large = Request(workloads: 1, iterations: 10_000);
        var metrics = Comparer.Compare(large).Baselines[0].Workloads[0].Metrics.Count;
        Time($"a metric of {metrics}, 10,000 against 10,000", "50 ms a metric", metrics, large);
        foreach (var gate in MetricCatalog.All.Select(metric => metric.Name).Where(name => name.StartsWith("generation", StringComparison.Ordinal)))
        {
            Time($"{gate} alone, 10,000 against 10,000", "50 ms", 1, Only(large, gate));
        }

        return 0;
    }

    private static void Time(string what, string target, int parts, ComparisonRequest request)
    {
        double[] milliseconds = [.. Enumerable.Range(0, Repeats).Select(_ => Measure(request) / parts).Order()];
        Console.WriteLine($"| {what} | {target} | {milliseconds[0]:0.0} | {milliseconds[Repeats / 2]:0.0} |");
    }

    private static double Measure(ComparisonRequest request)
    {
        var start = Stopwatch.GetTimestamp();
        Comparer.Compare(request);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static ComparisonRequest Request(int workloads, int iterations) => new()
    {
        Baselines = [Baseline("1.0.0", workloads, iterations, 1)],
        Current = Baseline("1.1.0", workloads, iterations, 2),
        Gates = ["generation_latency_p50", "generation_latency_p95", "throughput_personas_per_minute", "memory_peak_mb"],
    };

    private static ComparisonRequest Only(ComparisonRequest request, string metric) => request with
    {
        Gates = [metric],
        Baselines = [Only(request.Baselines[0], metric)],
        Current = Only(request.Current, metric),
    };

    private static NamedBaseline Only(NamedBaseline named, string metric) => named with
    {
        Baseline = named.Baseline with
        {
            Workloads = named.Baseline.Workloads.ToDictionary(entry => entry.Key, entry => entry.Value with
            {
                Metrics = entry.Value.Metrics.Where(one => one.Key == metric).ToDictionary(),
            }),
        },
    };

    private static NamedBaseline Baseline(string name, int workloads, int iterations, int seed) => new(name, new Baseline
    {
        Version = name,
        CapturedAt = new DateTimeOffset(2025, 1, 15, 10, 30, 0, TimeSpan.Zero),
        Environment = new Dictionary<string, string> { ["platform"] = "linux-x64" },
        Workloads = Enumerable.Range(0, workloads).ToDictionary(i => $"w{i}", i => Workload(iterations, new Noise(seed, i))),
    });

    private static BaselineWorkload Workload(int iterations, Noise noise)
    {
        var observations = Series(iterations, noise);
        return new BaselineWorkload
        {
            Iterations = iterations,
            Metrics = MetricAggregation.Aggregate(observations).ToDictionary(value => value.Metric, value => value.Value),
            Samples =
            [
                new BaselineSample
                {
                    Worker = "w1",
                    Fingerprint = "sha256:a",
                    Columns = SampleColumns.All.ToDictionary(
                        column => column.Name, column => (IReadOnlyList<double?>)[.. observations.Select(column.Of)]),
                },
            ],
        };
    }

    private static List<Observation> Series(int iterations, Noise noise)
    {
        var series = new List<Observation>();
        double clock = 0;
        for (var i = 1; i <= iterations; i++)
        {
            var latency = Math.Round(1000 * Math.Exp(0.35 * noise.Normal()), 3);
            series.Add(new Observation
            {
                Iteration = i,
                StartedMs = clock,
                EndedMs = clock + latency,
                Outcome = IterationOutcome.Succeeded,
                LatencyMs = latency,
                TimeToFirstTokenMs = Math.Round(latency * (0.2 + (0.1 * noise.Uniform())), 3),
                RetryMs = 0,
                ApiCalls = noise.Uniform() < 0.05 ? 2 : 1,
                Personas = 1,
                ValidPersonas = noise.Uniform() < 0.05 ? 0 : 1,
                InputTokens = 500 + Math.Floor(100 * noise.Uniform()),
                OutputTokens = 100 + Math.Floor(50 * noise.Uniform()),
                CostUsd = Math.Round(0.002 * (1 + noise.Uniform()), 9),
                MemoryPeakMb = Math.Round(180 + noise.Normal(), 3),
                MemoryAverageMb = Math.Round(170 + noise.Normal(), 3),
            });
            clock += latency + 3;
        }

        return series;
    }
}
