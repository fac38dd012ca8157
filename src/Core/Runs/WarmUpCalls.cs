namespace Persona.Bench.Core.Runs;

/// <summary>What the warm-ups of a workload on a provider took; no other figure of a run includes it.</summary>
/// <param name="Calls">HTTP requests, failed and repeated ones too.</param>
/// <param name="CostUsd">What they cost; null: not known of all.</param>
public sealed record WarmUpCalls(int Calls, double? CostUsd);
