using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>The values behind a metric on one side, and what a reader should know about them.</summary>
public sealed record SampleDescription
{
    /// <summary>One value per iteration that did not fail, over all workers, in the order measured, in the metric's unit.</summary>
    public required IReadOnlyList<double> InOrder { get; init; }

    /// <summary>Number of timeouts, which are lower bounds.</summary>
    public required int Censored { get; init; }

    /// <summary>Number of values outside <see cref="OutlierFences"/>.</summary>
    public required int Outliers { get; init; }

    /// <summary>Double-MAD fences in the metric's unit; null for constant or tiny samples.</summary>
    public required Interval? OutlierFences { get; init; }

    /// <summary>Modes of the values, ascending, in the metric's unit: two or more for a multimodal sample, otherwise empty.</summary>
    public required IReadOnlyList<double> Modes { get; init; }

    /// <summary>Factor by which serial dependence increases the variance of the centre; 1 if none was seen.</summary>
    public required double VarianceInflation { get; init; }

    public int Count => InOrder.Count;

    public bool IsMultimodal => Modes.Count > 1;

    /// <summary>Whether the inflation exceeds what one in a hundred independent samples shows.</summary>
    public bool IsSeriallyDependent => VarianceInflation > BatchMeans.Conspicuous;
}
