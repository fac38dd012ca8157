using Persona.Bench.Cli.Commands.Compare;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.Tests.Commands.Compare;

public sealed class ComparisonThresholdsTests
{
    private static readonly Thresholds Configured = new()
    {
        Metrics = new Dictionary<string, Threshold> { ["error_rate"] = new(1, 2) },
    };

    [Theory]
    [InlineData(null, null, "generation_latency_p50", 10, 25)]
    [InlineData(null, null, "memory_peak_mb", 20, 50)]
    [InlineData(5.0, null, "generation_latency_p50", 5, 25)]
    [InlineData(5.0, null, "memory_peak_mb", 5, 50)]
    [InlineData(null, 15.0, "generation_latency_p50", 10, 15)]
    [InlineData(null, 15.0, "memory_peak_mb", 15, 15)]
    [InlineData(null, 5.0, "generation_latency_p50", 5, 5)]
    [InlineData(40.0, null, "generation_latency_p50", 40, 40)]
    [InlineData(40.0, null, "memory_peak_mb", 40, 50)]
    [InlineData(1.0, 3.0, "memory_peak_mb", 1, 3)]
    [InlineData(5.0, 50.0, "error_rate", 1, 2)]
    public void Options_come_before_defaults_and_a_metric_s_own_levels_before_options(double? warn, double? fail, string metric, double low, double high) =>
        ComparisonThresholds.Resolve(Configured, warn, fail).For(metric).ShouldBe(new Threshold(low, high));
}
