using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Baselines;

/// <summary>
/// The content of a baseline file. Files written by hand or by older tools hold only <see cref="Version"/>, <see cref="CapturedAt"/>,
/// <see cref="Environment"/> and, per workload, description, iterations and metrics.
/// </summary>
public sealed record Baseline
{
    /// <summary>The schema that this product writes.</summary>
    public const string CurrentSchema = "persona.bench/baseline/1";

    public string? Schema { get; init; }

    public string? Name { get; init; }

    /// <summary>The version of Persona that was measured.</summary>
    public required string Version { get; init; }

    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>Environment fields, in file order with the keys of the file (<c>platform</c>, <c>cpu</c>, <c>python_version</c>, …).</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>By key, <c>standard</c> or <c>standard@anthropic</c>, in file order.</summary>
    public required IReadOnlyDictionary<string, BaselineWorkload> Workloads { get; init; }
}

/// <summary>One workload (on one provider) of a baseline.</summary>
public sealed record BaselineWorkload
{
    public string? Description { get; init; }

    public required int Iterations { get; init; }

    /// <summary>Metric name to value in the metric's unit; null if unknown.</summary>
    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }

    public string? Provider { get; init; }

    /// <summary>Kind of provider, such as <c>anthropic</c> or <c>emulated</c>; null in files that do not say.</summary>
    public string? ProviderKind { get; init; }

    public string? Model { get; init; }

    public int? Concurrency { get; init; }

    /// <summary>Identity of what an iteration does, <c>sha256:…</c>; null in files that do not say. Different definitions are not comparable.</summary>
    public string? Definition { get; init; }

    public int? Workers { get; init; }

    /// <summary>Metric name to its 95% interval.</summary>
    public IReadOnlyDictionary<string, Interval> Intervals { get; init; } = new Dictionary<string, Interval>();

    /// <summary>Raw values, one stratum per worker; empty for point-value files.</summary>
    public IReadOnlyList<BaselineSample> Samples { get; init; } = [];
}

/// <summary>The measurements of one worker: parallel columns, in the order measured.</summary>
public sealed record BaselineSample
{
    public required string Worker { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>Column name (<c>iteration</c>, <c>generation_latency_ms</c>, …) to one value per measured iteration; null where unknown.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double?>> Columns { get; init; }
}
