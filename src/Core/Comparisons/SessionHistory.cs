using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>One metric in earlier runs of the same fingerprint and workload. Used from five sessions on.</summary>
/// <param name="Workload">The workload's name, without provider.</param>
/// <param name="Provider">Null for any provider.</param>
/// <param name="Metric">Name in the catalog.</param>
/// <param name="Values">One value per session, as stored with the run, with its 95% interval if it has one; in any order.</param>
public sealed record SessionHistory(string Workload, string? Provider, string Metric, IReadOnlyList<Estimate> Values);
