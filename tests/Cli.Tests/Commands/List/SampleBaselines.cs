using Persona.Bench.Cli.Commands.List;
using Persona.Bench.Core.Baselines;

namespace Persona.Bench.Cli.Tests.Commands.List;

internal static class SampleBaselines
{
    public static IReadOnlyList<BaselineEntry> Some() =>
    [
        new BaselineEntry("v1.12.0", "baselines/v1.12.0.yaml", Baseline("1.12.0", withSamples: true), null),
        new BaselineEntry("v1.11.0", "baselines/v1.11.0.yaml", Baseline("1.11.0", withSamples: false), null),
        new BaselineEntry("broken", "baselines/broken.yaml", null, "baselines/broken.yaml:3: 'iterations' is negative"),
    ];

    private static Baseline Baseline(string version, bool withSamples) => new()
    {
        Version = version,
        CapturedAt = new DateTimeOffset(2026, 1, 15, 10, 30, 0, TimeSpan.Zero),
        Environment = new Dictionary<string, string> { ["platform"] = "linux-x64", ["cpu"] = "AMD EPYC 7763", ["os"] = "Debian GNU/Linux 12" },
        Workloads = new Dictionary<string, BaselineWorkload>
        {
            ["standard"] = Workload(100, 1250, withSamples),
            ["quick@anthropic"] = Workload(1, null, withSamples),
        },
    };

    private static BaselineWorkload Workload(int iterations, double? median, bool withSamples) => new()
    {
        Description = "Single persona generation from 1KB input",
        Iterations = iterations,
        Metrics = new Dictionary<string, double?> { ["generation_latency_p50"] = median, ["memory_peak_mb"] = 512 },
        Samples = withSamples
            ? [new BaselineSample { Worker = "w1", Fingerprint = "sha256:00", Columns = new Dictionary<string, IReadOnlyList<double?>>() }]
            : [],
    };
}
