namespace Persona.Bench.Core.Runs;

/// <summary>One iteration of a plan.</summary>
/// <param name="Workload">Name of the workload.</param>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Iteration">From 1, within (workload, provider).</param>
/// <param name="Block">From 0; iterations of a block are measured in the same minutes.</param>
/// <param name="Position">Order within the block, from 0.</param>
public sealed record PlannedItem(string Workload, string Provider, int Iteration, int Block, int Position);
