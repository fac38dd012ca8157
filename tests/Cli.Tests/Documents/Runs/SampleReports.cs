using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Statistics;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Cli.Tests.Documents.Runs;

/// <summary>Realistic reports, with gaps, errors and warnings.</summary>
internal static class SampleReports
{
    private static readonly Guid RunId = new("0197a3c2-5d10-7c3e-9a51-3f0d8a2b4c6e");

    public const string Fingerprint = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    public static readonly EnvironmentFingerprint Machine = new()
    {
        Platform = "linux-x64",
        Cpu = "AMD EPYC 7763 64-Core Processor",
        Cores = 2,
        MemoryGb = 7.8,
        Os = "Debian GNU/Linux 12",
        Kernel = "6.1.0",
        Runtime = ".NET 10.0.12",
        BenchVersion = "0.1.0",
    };

    public static string UnitOf(string metric) => metric switch
    {
        "generation_latency_p50" or "generation_latency_p95" or "generation_latency_p99" or "time_to_first_token_p50" => "ms",
        "throughput_personas_per_minute" => "1/min",
        "memory_peak_mb" => "MB",
        "cost_per_persona_usd" => "USD",
        _ => "",
    };

    public static RunReport Emulated() => Report("nightly", RunState.Completed, [("emulated", "emulated", "typical")], [
        Series("quick", "emulated", "typical", 10, 10, 1) with
        {
            Warnings =
            [
                new SampleWarning(
                    "high_variance",
                    "generation_latency_p50 varies by 34% of its median (MAD)",
                    "Measure more iterations: --iterations 40 would halve the interval"),
            ],
        },
    ]);

    public static RunReport Providers() => Report(null, RunState.Incomplete, [("anthropic", "anthropic", "claude-sonnet-4-5"), ("openai", "openai", "gpt-4o-mini")], [
        Series("standard", "anthropic", "claude-sonnet-4-5", 30, 30, 1),
        Series("standard", "openai", "gpt-4o-mini", 30, 28, 1.4) with
        {
            Errors = new Dictionary<string, int> { ["rate_limited"] = 3, ["timeout"] = 1 },
            ErrorExample = "429 from api.openai.com after 3 tries [limit reached]",
            Warnings = [new SampleWarning("outliers", "2 of 28 latencies lie far outside", "Look at them with 'show --format json'")],
        },
        Series("batch", "anthropic", "claude-sonnet-4-5", 5, 5, 6),
        Series("batch", "openai", "gpt-4o-mini", 5, 0, 1) with { Metrics = [new MetricValue("generation_latency_p50", null, null, 0, "no successful iteration")] },
    ]);

    private static RunReport Report(string? name, RunState state, (string Name, string Kind, string Model)[] providers, SeriesReport[] series) => new()
    {
        RunId = RunId,
        State = state,
        Spec = new RunSpec
        {
            Name = name,
            Workloads = [.. series.Select(one => one.Workload).Distinct().Select(NamedWorkload)],
            Providers = [.. providers.Select(one => new RunProvider(one.Name, one.Kind, one.Model))],
            Seed = 7,
            PersonaVersion = "1.12.0",
            GitCommit = "4674730042927fb4873e198d434fdf560d68c6ad",
            GitDirty = true,
        },
        CreatedAt = new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero),
        StartedAt = new DateTimeOffset(2026, 3, 1, 9, 30, 1, TimeSpan.Zero),
        FinishedAt = state == RunState.Completed ? new DateTimeOffset(2026, 3, 1, 9, 33, 21, TimeSpan.Zero) : null,
        Workers = [new MeasuringWorker("epyc-4711-0a1b", Fingerprint, series.Sum(one => one.Measured), Machine)],
        Series = series,
    };

    private static RunWorkload NamedWorkload(string name) => new(
        new Workload { Name = name, Description = name, Inputs = ["shipped:interviews"], InputBytes = 1024, Personas = 1, Iterations = 10 },
        "sha256:00");

    private static SeriesReport Series(string workload, string provider, string model, int planned, int measured, double slower) => new()
    {
        Workload = workload,
        Provider = provider,
        Model = model,
        Planned = planned,
        Measured = measured,
        Errors = new Dictionary<string, int>(),
        Workers = 1,
        Metrics =
        [
            new("generation_latency_p50", 2441.7 * slower, new Interval(2310.25 * slower, 2603.4 * slower), measured, null),
            new("generation_latency_p95", null, null, measured, "needs 20 iterations"),
            new("generation_latency_p99", null, null, measured, "needs 100 iterations"),
            new("time_to_first_token_p50", 641.2, new Interval(598.1, 690), measured, null),
            new("throughput_personas_per_minute", 24.31 / slower, null, measured, null),
            new("memory_peak_mb", 118.25, new Interval(118, 119.5), measured, null),
            new("token_usage_per_persona", 701, new Interval(690.5, 712), measured, null),
            new("cost_per_persona_usd", null, null, measured, "no price for this model"),
            new("error_rate", 0, new Interval(0, 0.31), measured, null),
        ],
        Warnings = [],
    };
}
