using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>What to compare, and by which rules.</summary>
public sealed record ComparisonRequest
{
    public required NamedBaseline Current { get; init; }

    /// <summary>Each is compared with the current side separately. At least one.</summary>
    public required IReadOnlyList<NamedBaseline> Baselines { get; init; }

    /// <summary>The metrics that decide, by catalog name; the others are only shown. At least one.</summary>
    public required IReadOnlyList<string> Gates { get; init; }

    /// <summary>Rates watched beside the gates, with their levels in percentage points. A rate that is also a gate is judged as a gate.</summary>
    public IReadOnlyDictionary<string, Threshold> Guards { get; init; } = Configuration.Guards.Default;

    /// <summary>The user named the gates: memory then stays a gate even where it is Persona.Bench's own.</summary>
    public bool GatesAreNamed { get; init; } = true;

    public Thresholds Thresholds { get; init; } = new();

    public DecisionRule Rule { get; init; } = DecisionRule.Interval;

    public OutlierPolicy Outliers { get; init; } = OutlierPolicy.Keep;

    /// <summary>Compares different machines too, with a notice. Workload, model and concurrency must still match.</summary>
    public bool AllowDifferentEnvironment { get; init; }

    /// <summary>Workloads (without provider) to compare; null for all of both sides.</summary>
    public IReadOnlyCollection<string>? Workloads { get; init; }

    /// <summary>Stored values of earlier sessions, from which the spread between sessions is estimated; may be empty.</summary>
    public IReadOnlyList<SessionHistory> Sessions { get; init; } = [];
}

/// <summary>A baseline and the name that the user knows it by.</summary>
public sealed record NamedBaseline(string Name, Baseline Baseline);
