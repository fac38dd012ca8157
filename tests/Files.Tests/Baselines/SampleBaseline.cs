using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Files.Tests.Baselines;

internal static class SampleBaseline
{
    public static Baseline Captured(int iterations) => new()
    {
        Schema = Baseline.CurrentSchema,
        Name = "v1.12.0",
        Version = "1.12.0",
        CapturedAt = new DateTimeOffset(2025, 1, 15, 11, 30, 0, TimeSpan.FromHours(1)),
        Environment = new Dictionary<string, string> { ["platform"] = "linux-x64", ["cpu"] = "AMD \"EPYC\" 7763: 64-Core" },
        Workloads = new Dictionary<string, BaselineWorkload>
        {
            ["standard@anthropic"] = new()
            {
                Description = "Single persona generation from 1KB input",
                Provider = "anthropic",
                Model = "llama3:8b",
                Iterations = iterations,
                Concurrency = 1,
                Definition = "sha256:0a1b",
                Workers = 1,
                Metrics = new Dictionary<string, double?>
                {
                    ["generation_latency_p50"] = 1234.56789,
                    ["generation_latency_p99"] = null,
                    ["cost_per_persona_usd"] = 0.0000123456789,
                    ["tokens"] = 12345678,
                },
                Intervals = new Dictionary<string, Interval> { ["generation_latency_p50"] = new(1200.126, 1300) },
                Samples =
                [
                    new BaselineSample
                    {
                        Worker = "1",
                        Fingerprint = "sha256:0a1b",
                        Columns = new Dictionary<string, IReadOnlyList<double?>>
                        {
                            ["iteration"] = [.. Enumerable.Range(1, iterations).Select(i => (double?)i)],
                            ["generation_latency_ms"] = [.. Enumerable.Range(0, iterations).Select(i => (double?)(100.3333333 + i))],
                        },
                    },
                ],
            },
        },
    };
}
