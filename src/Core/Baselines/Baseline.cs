using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Baselines;

/// <summary>
/// What a baseline file says. Files written by hand or by older tools hold only <see cref="Version"/>, <see cref="CapturedAt"/>,
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

    /// <summary>Environment fields in the order of the file; keys as in the file (<c>platform</c>, <c>cpu</c>, <c>python_version</c>, …).</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>By key, <c>standard</c> or <c>standard@anthropic</c>, in the order of the file.</summary>
    public required IReadOnlyDictionary<string, BaselineWorkload> Workloads { get; init; }
}

/// <summary>One workload (on one provider) of a baseline.</summary>
public sealed record BaselineWorkload
{
    public string? Description { get; init; }

    public required int Iterations { get; init; }

    /// <summary>Metric name to value in the metric's unit; null where it could not be known.</summary>
    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }

    public string? Provider { get; init; }

    /// <summary>How the provider is spoken to, <c>anthropic</c>, <c>emulated</c>; null in files that do not say.</summary>
    public string? ProviderKind { get; init; }

    public string? Model { get; init; }

    public int? Concurrency { get; init; }

    /// <summary>Identity of what an iteration does, <c>sha256:…</c>; null in files that do not say. Different ones are not comparable.</summary>
    public string? Definition { get; init; }

    public int? Workers { get; init; }

    /// <summary>Metric name to its 95% interval.</summary>
    public IReadOnlyDictionary<string, Interval> Intervals { get; init; } = new Dictionary<string, Interval>();

    /// <summary>Raw values, a stratum per worker; empty for point-value files.</summary>
    public IReadOnlyList<BaselineSample> Samples { get; init; } = [];
}

/// <summary>What one worker measured: parallel columns in the order of measuring.</summary>
public sealed record BaselineSample
{
    public required string Worker { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>Column name (<c>iteration</c>, <c>generation_latency_ms</c>, …) to one value per measured iteration; null where unknown.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double?>> Columns { get; init; }
}
