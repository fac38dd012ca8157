namespace Persona.Bench.Core.Statistics;

/// <summary>The median of the Walsh averages of the pair differences (Hodges and Lehmann 1963), bounds from the signed-rank statistic.</summary>
internal sealed class PairedShift : Shift
{
    private readonly WalshAverages _averages;
    private readonly int _count;

    /// <param name="differences">y - x of each pair, ascending, not empty.</param>
    public PairedShift(double[] differences)
    {
        _averages = new WalshAverages(differences);
        _count = differences.Length;
        Estimate = OrderStatistic.Median(_averages);
    }

    public override double Estimate { get; }

    public override Interval? Bounds(double confidence)
    {
        var rank = CriticalRank.SignedRank(_count, confidence);
        return rank == 0
            ? null
            : new Interval(OrderStatistic.At(_averages, rank), OrderStatistic.At(_averages, _averages.Count + 1 - rank));
    }
}
