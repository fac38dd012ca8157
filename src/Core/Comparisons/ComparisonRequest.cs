using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>What is to be compared with what, and by which rules.</summary>
public sealed record ComparisonRequest
{
    public required NamedBaseline Current { get; init; }

    /// <summary>Each is compared with the current side by itself; at least one.</summary>
    public required IReadOnlyList<NamedBaseline> Baselines { get; init; }

    /// <summary>The metrics that decide, by name in the catalog; the others are shown. At least one.</summary>
    public required IReadOnlyList<string> Gates { get; init; }

    /// <summary>Rates that are watched beside the gates, with their levels in percentage points. One that is a gate is judged as a gate.</summary>
    public IReadOnlyDictionary<string, Threshold> Guards { get; init; } = Configuration.Guards.Default;

    /// <summary>Somebody chose the gates: memory stays one where it is that of Persona.Bench itself.</summary>
    public bool GatesAreNamed { get; init; } = true;

    public Thresholds Thresholds { get; init; } = new();

    public DecisionRule Rule { get; init; } = DecisionRule.Interval;

    public OutlierPolicy Outliers { get; init; } = OutlierPolicy.Keep;

    /// <summary>Compares unlike machines too, and says so. Workload, model and concurrency must match all the same.</summary>
    public bool AllowDifferentEnvironment { get; init; }

    /// <summary>Workloads (without provider) to compare; null: all of both sides.</summary>
    public IReadOnlyCollection<string>? Workloads { get; init; }

    /// <summary>Stored values of earlier sessions, from which the spread between sessions is estimated; may be empty.</summary>
    public IReadOnlyList<SessionHistory> Sessions { get; init; } = [];
}

/// <summary>A baseline and the name by which the user knows it.</summary>
public sealed record NamedBaseline(string Name, Baseline Baseline);
