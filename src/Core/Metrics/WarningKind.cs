namespace Persona.Bench.Core.Metrics;

/// <summary>The stable names of <see cref="SampleWarning.Kind"/>.</summary>
public static class WarningKind
{
    public const string Failures = "failures";
    public const string Timeouts = "timeouts";
    public const string FewIterations = "few_iterations";
    public const string UnlikeMachines = "unlike_machines";
    public const string SeveralModels = "several_models";
    public const string HighVariance = "high_variance";
    public const string ChangingEstimates = "changing_estimates";
    public const string Multimodal = "multimodal";
    public const string Outliers = "outliers";
    public const string Retries = "retries";
    public const string NotStreamed = "not_streamed";
    public const string Compressed = "compressed";
    public const string CachedInput = "cached_input";
    public const string BusyClient = "busy_client";
    public const string OpeningCalls = "opening_calls";
    public const string RepeatedPrompts = "repeated_prompts";
}
