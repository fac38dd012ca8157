namespace Persona.Bench.Core.Runs;

/// <summary>Calls and cost of a workload's warm-ups on a provider; no other figure of a run includes them.</summary>
/// <param name="Calls">HTTP requests, including failed and repeated ones.</param>
/// <param name="CostUsd">Their cost in USD; null unless known for all.</param>
public sealed record WarmUpCalls(int Calls, double? CostUsd);
