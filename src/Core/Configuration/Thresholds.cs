namespace Persona.Bench.Core.Configuration;

/// <summary>Regressions, in percent of the baseline, that warn and that fail.</summary>
public sealed record Threshold(double Warn, double Fail);

/// <summary>The thresholds of all metrics.</summary>
public sealed record Thresholds
{
    /// <summary>Memory varies more with the machine than with the version.</summary>
    private static readonly Threshold Memory = new(20, 50);

    /// <summary>The catalog names of the memory metrics.</summary>
    private static readonly string[] MemoryMetrics = ["memory_peak_mb", "memory_average_mb"];

    public double Warn { get; init; } = 10;

    public double Fail { get; init; } = 25;

    /// <summary>Metrics with thresholds of their own.</summary>
    public IReadOnlyDictionary<string, Threshold> Metrics { get; init; } = new Dictionary<string, Threshold>();

    /// <summary>The metric's own, otherwise the built-in ones for memory and for guards, otherwise the common ones.</summary>
    public Threshold For(string metric) => Metrics.TryGetValue(metric, out var own) ? own
        : MemoryMetrics.Contains(metric) ? Memory
        : Guards.Default.TryGetValue(metric, out var points) ? points
        : new Threshold(Warn, Fail);
}
