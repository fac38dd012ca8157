using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Duets;

/// <summary>
/// Two sides measured side by side on one worker, in the same minutes. Iteration i of one is paired with iteration i of the other.
/// Iterations without a partner count only for metrics that are not compared in pairs.
/// </summary>
public sealed record DuetRequest
{
    /// <summary>In the order measured.</summary>
    public required IReadOnlyList<Observation> Base { get; init; }

    /// <summary>In the order measured.</summary>
    public required IReadOnlyList<Observation> Candidate { get; init; }

    /// <summary>The metrics that decide, by catalog name.</summary>
    public required IReadOnlyList<string> Gates { get; init; }

    public Thresholds Thresholds { get; init; } = new();

    public OutlierPolicy Outliers { get; init; } = OutlierPolicy.Keep;

    public SequentialPlan Plan { get; init; } = SequentialPlan.Pocock;
}
