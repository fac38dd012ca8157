using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Tests.Metrics;

public sealed class MetricCatalogTests
{
    [Fact]
    public void The_catalog_holds_every_metric_of_the_product_in_order() =>
        MetricCatalog.All.Select(m => $"{m.Name} {m.Unit} {SnakeCase.Format(m.Better)} {m.MinimumSample}").ShouldBe(
        [
            "generation_latency_p50 ms lower 2",
            "generation_latency_p95 ms lower 20",
            "generation_latency_p99 ms lower 100",
            "time_to_first_token_p50 ms lower 2",
            "time_to_first_token_p95 ms lower 20",
            "time_to_first_output_token_p50 ms lower 2",
            "time_to_first_output_token_p95 ms lower 20",
            "inter_token_latency_p50 ms lower 2",
            "output_tokens_per_second tokens/s higher 1",
            "longest_gap_p95 ms lower 20",
            "throughput_personas_per_minute personas/min higher 1",
            "memory_peak_mb MB lower 1",
            "memory_average_mb MB lower 1",
            "api_calls_per_persona requests lower 1",
            "token_usage_per_persona tokens lower 1",
            "reasoning_tokens_per_persona tokens lower 1",
            "cached_token_rate ratio lower 1",
            "cost_per_persona_usd USD lower 1",
            "valid_persona_rate ratio higher 1",
            "error_rate ratio lower 1",
            "retry_rate ratio lower 1",
        ]);

    [Fact]
    public void A_metric_is_found_by_its_exact_name()
    {
        MetricCatalog.Find("memory_peak_mb").ShouldBeSameAs(MetricCatalog.MemoryPeakMb);
        MetricCatalog.Find("Memory_Peak_MB").ShouldBeNull();
    }

    [Fact]
    public void Every_metric_explains_itself()
    {
        foreach (var metric in MetricCatalog.All)
        {
            metric.Description.ShouldEndWith(".");
            metric.Aggregation.ShouldNotBeNullOrWhiteSpace();
        }
    }
}
