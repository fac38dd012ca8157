namespace Persona.Bench.Core.Statistics;

/// <summary>
/// The median of all y - x (Hodges and Lehmann 1963), bounds by inverting the Mann-Whitney statistic. Valid for any shape of the
/// two samples, as long as both have the same.
/// </summary>
internal sealed class TwoSampleShift : Shift
{
    private readonly PairwiseDifferences _differences;
    private readonly (int X, int Y) _counts;

    /// <param name="x">Ascending, not empty.</param>
    /// <param name="y">Ascending, not empty.</param>
    public TwoSampleShift(double[] x, double[] y)
    {
        _differences = new PairwiseDifferences(x, y);
        _counts = (x.Length, y.Length);
        Estimate = OrderStatistic.Median(_differences);
    }

    public override double Estimate { get; }

    public override Interval? Bounds(double confidence)
    {
        var rank = CriticalRank.MannWhitney(_counts.X, _counts.Y, confidence);
        return rank == 0
            ? null
            : new Interval(OrderStatistic.At(_differences, rank), OrderStatistic.At(_differences, _differences.Count + 1 - rank));
    }
}
