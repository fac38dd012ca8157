using Persona.Bench.Core.Baselines;
using Persona.Bench.Files.Baselines;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>Baseline files for comparisons: lognormal latencies with exactly the requested centre and spread, in a fixed shuffle.</summary>
internal sealed record ComparedFile
{
    private const double FirstTokenShare = 0.2;

    public string Version { get; init; } = "1.11.0";

    public int Iterations { get; init; } = 100;

    public double LatencyMs { get; init; } = 1000;

    /// <summary>Standard deviation of the logs.</summary>
    public double Spread { get; init; } = 0.1;

    public double? MemoryMb { get; init; } = 150;

    /// <summary>Iterations that failed, in percent.</summary>
    public int FailedPercent { get; init; }

    /// <summary>Iterations that timed out after thirty seconds, in percent.</summary>
    public int TimedOutPercent { get; init; }

    public string Cpu { get; init; } = "AMD EPYC 7763";

    public string Model { get; init; } = "typical";

    public IReadOnlyList<string> Workloads { get; init; } = ["standard"];

    public int Seed { get; init; } = 1;

    public void Write(BenchFolder folder, string path) => BaselineFile.Write(Baseline(), folder.PathOf(path), force: true);

    private Baseline Baseline() => new()
    {
        Schema = Core.Baselines.Baseline.CurrentSchema,
        Version = Version,
        CapturedAt = new DateTimeOffset(2026, 1, 15, 10, 30, 0, TimeSpan.Zero),
        Environment = new Dictionary<string, string>
        {
            ["platform"] = "linux-x64",
            ["cpu"] = Cpu,
            ["cores"] = "2",
            ["os"] = "Debian GNU/Linux 12",
            ["runtime"] = ".NET 10.0.12",
            ["bench_version"] = "0.1.0",
            ["persona_version"] = Version,
        },
        Workloads = Workloads.Index().ToDictionary(entry => entry.Item, entry => Workload(entry.Item, entry.Index)),
    };

    private BaselineWorkload Workload(string name, int index)
    {
        var latencies = Shuffled(Seed + index, Spread).Select(deviation => LatencyMs * Math.Exp(deviation)).ToArray();
        var memories = MemoryMb is { } memory ? Shuffled(Seed + index + 1000, 0.01).Select(deviation => (double?)(memory * Math.Exp(deviation))).ToArray() : null;
        var sorted = latencies.Order().ToArray();
        return new BaselineWorkload
        {
            Description = name,
            Iterations = Iterations,
            Provider = "emulated",
            Model = Model,
            Concurrency = 1,
            Workers = 1,
            Metrics = new Dictionary<string, double?>
            {
                ["generation_latency_p50"] = sorted[Iterations / 2],
                ["generation_latency_p95"] = TimedOutPercent > 5 ? null : sorted[(int)(Iterations * 0.95)],
                ["generation_latency_p99"] = Iterations < 100 ? null : sorted[(int)(Iterations * 0.99)],
                ["throughput_personas_per_minute"] = 60_000 * Iterations / latencies.Sum(),
                ["memory_peak_mb"] = MemoryMb,
                ["error_rate"] = (FailedPercent + TimedOutPercent) / 100.0,
            },
            Samples = [Sample(latencies, memories)],
        };
    }

    private BaselineSample Sample(double[] latencies, double?[]? memories)
    {
        var ends = latencies.Aggregate(new List<double> { 0 }, (times, latency) => [.. times, times[^1] + latency]);
        var columns = new OrderedDictionary<string, IReadOnlyList<double?>>
        {
            ["iteration"] = [.. Enumerable.Range(1, Iterations).Select(number => (double?)number)],
            ["started_ms"] = [.. ends.SkipLast(1).Select(time => (double?)time)],
            ["ended_ms"] = [.. ends.Skip(1).Select(time => (double?)time)],
            ["outcome"] = [.. latencies.Select((_, i) => (double?)Outcome(i))],
            ["generation_latency_ms"] = [.. latencies.Select((latency, i) => Outcome(i) switch { 1 => (double?)null, 2 => 30_000, _ => latency })],
            ["time_to_first_token_ms"] = [.. latencies.Select(latency => (double?)(latency * FirstTokenShare))],
            ["api_calls"] = [.. latencies.Select(_ => (double?)1)],
            ["personas"] = [.. latencies.Select(_ => (double?)1)],
            ["valid_personas"] = [.. latencies.Select(_ => (double?)1)],
        };
        if (memories is not null)
        {
            columns.Add("memory_peak_mb", memories);
        }

        return new BaselineSample { Worker = "w1", Fingerprint = $"sha256:{Cpu.Length:x2}", Columns = columns };
    }

    private int Outcome(int index) => (index * 37 % 100) switch
    {
        var place when place < FailedPercent => 1,
        var place when place < FailedPercent + TimedOutPercent => 2,
        _ => 0,
    };

    // Normal quantiles at even steps, so the centre and the spread are exact for every seed.
    private double[] Shuffled(int seed, double spread)
    {
        double[] deviations = [.. Enumerable.Range(0, Iterations).Select(i => spread * MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (i + 0.5) / Iterations))];
        new Random(seed).Shuffle(deviations);
        return deviations;
    }
}
