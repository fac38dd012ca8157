using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Metrics;

/// <summary>Every metric, defined once: name, unit, direction, meaning, minimum sample and aggregation.</summary>
public static class MetricCatalog
{
    private const string NoLatency = "the latency is unknown";
    private const string NoFirstToken = "no first token was seen: the answers were not streamed";
    private const string NoTokens = "the provider reports no token usage";
    private const string NoMemory = "the memory of the process could not be read";

    public static MetricDefinition GenerationLatencyP50 { get; } = Latency(0.50, "Half of the iterations take no longer than this");

    public static MetricDefinition GenerationLatencyP95 { get; } = Latency(0.95, "95% of the iterations take no longer than this");

    public static MetricDefinition GenerationLatencyP99 { get; } = Latency(0.99, "99% of the iterations take no longer than this");

    public static MetricDefinition TimeToFirstTokenP50 { get; } = FirstToken(0.50, "In half of the iterations");

    public static MetricDefinition TimeToFirstTokenP95 { get; } = FirstToken(0.95, "In 95% of the iterations");

    public static MetricDefinition TimeToFirstOutputTokenP50 { get; } = FirstOutputToken(0.50, "In half of the iterations");

    public static MetricDefinition TimeToFirstOutputTokenP95 { get; } = FirstOutputToken(0.95, "In 95% of the iterations");

    public static MetricDefinition InterTokenLatencyP50 { get; } = new QuantileMetric
    {
        Name = "inter_token_latency_p50",
        Unit = "ms",
        Better = MetricDirection.Lower,
        Description = "Typical pause between two tokens: (latency - time to first output token) / (output tokens without reasoning - 1).",
        Probability = 0.5,
        MinimumSample = QuantileMetric.SmallestSample(0.5),
        Of = o => o.InterTokenLatencyMs,
        WhyUnknown = "needs streaming and at least two output tokens, as counted by the provider without reasoning",
    };

    public static MetricDefinition OutputTokensPerSecond { get; } = new QuantileMetric
    {
        Name = "output_tokens_per_second",
        Unit = "tokens/s",
        Better = MetricDirection.Higher,
        Description = "Typical generation speed: output tokens without reasoning / (latency - time to first output token).",
        Probability = 0.5,
        Of = o => o.OutputTokensPerSecond,
        WhyUnknown = "needs streaming and the output tokens, as counted by the provider without reasoning",
    };

    public static MetricDefinition LongestGapP95 { get; } = new QuantileMetric
    {
        Name = "longest_gap_p95",
        Unit = "ms",
        Better = MetricDirection.Lower,
        Description = "In 95% of the iterations no pause between two chunks of the answer is longer than this.",
        Probability = 0.95,
        MinimumSample = QuantileMetric.SmallestSample(0.95),
        Of = o => o.LongestGapMs,
        WhyUnknown = "the answers were not streamed",
    };

    public static MetricDefinition ThroughputPersonasPerMinute { get; } = new ThroughputMetric
    {
        Name = "throughput_personas_per_minute",
        Unit = "personas/min",
        Better = MetricDirection.Higher,
        Description = "Valid personas per minute in which at least one iteration was in flight, over all workers.",
    };

    public static MetricDefinition MemoryPeakMb { get; } = new QuantileMetric
    {
        Name = "memory_peak_mb",
        Unit = "MB",
        Better = MetricDirection.Lower,
        Description = "Typical peak of the resident memory of the generating process during an iteration.",
        Probability = 0.5,
        Of = o => o.MemoryPeakMb,
        WhyUnknown = NoMemory,
    };

    public static MetricDefinition MemoryAverageMb { get; } = new MeanMetric
    {
        Name = "memory_average_mb",
        Unit = "MB",
        Better = MetricDirection.Lower,
        Description = "Average resident memory of the generating process during an iteration.",
        Of = o => o.MemoryAverageMb,
        WhyUnknown = NoMemory,
    };

    public static MetricDefinition ApiCallsPerPersona { get; } = PerPersona(
        "api_calls_per_persona", "requests", "HTTP requests to the provider, including retries and failures, per persona returned.",
        o => o.ApiCalls, "the number of requests is unknown");

    public static MetricDefinition TokenUsagePerPersona { get; } = PerPersona(
        "token_usage_per_persona", "tokens", "Input and output tokens as the provider reports them, per persona returned.",
        o => o.Tokens, NoTokens);

    public static MetricDefinition ReasoningTokensPerPersona { get; } = PerPersona(
        "reasoning_tokens_per_persona", "tokens", "Output tokens that were reasoning, as the provider reports them, per persona returned.",
        o => o.ReasoningTokens, "the provider reports no reasoning tokens");

    // One trial per iteration: the tokens of a prompt are cached together.
    public static MetricDefinition CachedTokenRate { get; } = Share(
        "cached_token_rate", MetricDirection.Lower, "Average share of an iteration's input tokens that the provider read from its cache.",
        o => o.InputTokens > 0 ? (o.CachedInputTokens / o.InputTokens, 1) : (null, null), "the provider reports no cached tokens");

    public static MetricDefinition CostPerPersonaUsd { get; } = PerPersona(
        "cost_per_persona_usd", "USD", "Tokens times the price table, per persona returned.",
        o => o.CostUsd, "the token usage or the price of the model is unknown");

    public static MetricDefinition ValidPersonaRate { get; } = Share(
        "valid_persona_rate", MetricDirection.Higher, "Share of the returned personas that match the schema.",
        o => (o.ValidPersonas, o.Personas), "no persona was returned");

    public static MetricDefinition ErrorRate { get; } = Share(
        "error_rate", MetricDirection.Lower, "Share of the iterations that failed or timed out.",
        o => (o.Succeeded ? 0 : 1, 1), "no iteration was measured");

    public static MetricDefinition RetryRate { get; } = Share(
        "retry_rate", MetricDirection.Lower, "Share of the iterations that took more than one request.",
        o => (o.ApiCalls > 1 ? 1 : 0, o.ApiCalls >= 1 ? 1 : 0), "no request was sent");

    /// <summary>In the order shown and stored.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        GenerationLatencyP50, GenerationLatencyP95, GenerationLatencyP99, TimeToFirstTokenP50, TimeToFirstTokenP95,
        TimeToFirstOutputTokenP50, TimeToFirstOutputTokenP95, InterTokenLatencyP50, OutputTokensPerSecond, LongestGapP95, ThroughputPersonasPerMinute, MemoryPeakMb, MemoryAverageMb,
        ApiCallsPerPersona, TokenUsagePerPersona, ReasoningTokensPerPersona, CachedTokenRate, CostPerPersonaUsd, ValidPersonaRate, ErrorRate, RetryRate,
    ];

    /// <summary>Whether a metric is the memory of the process that calls the provider.</summary>
    public static bool IsMemory(string name) => name == MemoryPeakMb.Name || name == MemoryAverageMb.Name;

    private static readonly Dictionary<string, MetricDefinition> ByName = All.ToDictionary(m => m.Name, StringComparer.Ordinal);

    /// <summary>Null when there is no metric of that name.</summary>
    public static MetricDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    private static QuantileMetric Latency(double probability, string reach) => new()
    {
        Name = $"generation_latency_p{probability * 100:0}",
        Unit = "ms",
        Better = MetricDirection.Lower,
        Description = $"{reach}: wall time of one request, including parsing, without retries and back-off.",
        Probability = probability,
        MinimumSample = QuantileMetric.SmallestSample(probability),
        Of = o => o.LatencyMs,
        OfTimeout = o => o.LatencyMs is { } waited ? new CensoredValue(waited, IsCensored: true) : null,
        WhyUnknown = NoLatency,
    };

    private static QuantileMetric FirstToken(double probability, string reach) => Arrival(
        "time_to_first_token", probability, $"{reach} the first token, of reasoning or of the answer, arrives no later than this after the start of the request.",
        o => o.TimeToFirstTokenMs);

    private static QuantileMetric FirstOutputToken(double probability, string reach) => Arrival(
        "time_to_first_output_token", probability, $"{reach} the first token of the answer itself arrives no later than this after the start of the request.",
        o => o.FirstOutputMs);

    private static QuantileMetric Arrival(string name, double probability, string description, Func<Observation, double?> of) => new()
    {
        Name = $"{name}_p{probability * 100:0}",
        Unit = "ms",
        Better = MetricDirection.Lower,
        Description = description,
        Probability = probability,
        MinimumSample = QuantileMetric.SmallestSample(probability),
        Of = of,
        OfTimeout = o => of(o) is { } seen ? new CensoredValue(seen)
            : o.LatencyMs is { } waited ? new CensoredValue(waited, IsCensored: true) : null,
        WhyUnknown = NoFirstToken,
    };

    private static PerPersonaMetric PerPersona(
        string name, string unit, string description, Func<Observation, double?> of, string whyUnknown) => new()
        {
            Name = name,
            Unit = unit,
            Better = MetricDirection.Lower,
            Description = description,
            Of = of,
            WhyUnknown = whyUnknown,
        };

    private static ShareMetric Share(
        string name, MetricDirection better, string description, Func<Observation, (double?, double?)> of, string whyUnknown) => new()
        {
            Name = name,
            Unit = "ratio",
            Better = better,
            Description = description,
            Of = o => of(o) is ({ } hits, { } trials) ? (hits, trials) : null,
            WhyUnknown = whyUnknown,
        };
}
