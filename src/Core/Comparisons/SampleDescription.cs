using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>The values behind a metric on one side, and what a reader should know of them.</summary>
public sealed record SampleDescription
{
    /// <summary>A value per iteration that did not fail, over all workers, in the order of measuring, in the metric's unit.</summary>
    public required IReadOnlyList<double> InOrder { get; init; }

    /// <summary>How many are timeouts, which are lower bounds.</summary>
    public required int Censored { get; init; }

    /// <summary>Values outside <see cref="OutlierFences"/>.</summary>
    public required int Outliers { get; init; }

    /// <summary>Double-MAD fences in the metric's unit; null for constant or tiny samples.</summary>
    public required Interval? OutlierFences { get; init; }

    /// <summary>Where the values gather, ascending, in the metric's unit: two or more of a multimodal sample, else empty.</summary>
    public required IReadOnlyList<double> Modes { get; init; }

    /// <summary>How many times larger serial dependence makes the variance of the centre; 1: none was seen.</summary>
    public required double VarianceInflation { get; init; }

    public int Count => InOrder.Count;

    public bool IsMultimodal => Modes.Count > 1;

    /// <summary>The inflation is above what one in a hundred independent samples shows.</summary>
    public bool IsSeriallyDependent => VarianceInflation > BatchMeans.Conspicuous;
}
