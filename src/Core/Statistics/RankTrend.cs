namespace Persona.Bench.Core.Statistics;

/// <summary>
/// A steady rise or fall over a sequence: Spearman's rank correlation of the values with their order. Its significance counts
/// n(1 - r)/(1 + r) values, r being the lag-1 correlation of the residuals (Bayley and Hammersley 1946), so that
/// slow waves are not mistaken for a trend.
/// </summary>
internal readonly record struct RankTrend(double Correlation, double PValue)
{
    /// <summary>Needs at least three values; fewer, or a constant sample, give no trend (0, p = 1).</summary>
    public static RankTrend Test(ReadOnlySpan<double> inOrder)
    {
        if (inOrder.Length < 3)
        {
            return new RankTrend(0, 1);
        }

        var ranks = Ranks(inOrder);
        var correlation = CorrelationWithOrder(ranks);
        var effective = inOrder.Length * EffectiveShare(ranks);
        if (correlation == 0 || effective <= 3)
        {
            return new RankTrend(correlation, 1);
        }

        var unexplained = 1 - (correlation * correlation);
        var pValue = unexplained <= 0
            ? 0
            : Student.TwoSidedTail(correlation * Math.Sqrt((effective - 2) / unexplained), effective - 2);
        return new RankTrend(correlation, pValue);
    }

    /// <summary>From 1; equal values share the mean of their ranks.</summary>
    private static double[] Ranks(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            to = from + 1;
            while (to < sorted.Length && sorted[to] == sorted[from])
            {
                to++;
            }

            for (var i = from; i < to; i++)
            {
                ranks[order[i]] = (from + to + 1) / 2.0;
            }
        }

        return ranks;
    }

    private static double CorrelationWithOrder(double[] ranks)
    {
        var centre = (ranks.Length + 1) / 2.0;
        double shared = 0, ofRanks = 0, ofOrder = 0;
        for (var i = 0; i < ranks.Length; i++)
        {
            var (rank, order) = (ranks[i] - centre, i + 1 - centre);
            shared += rank * order;
            ofRanks += rank * rank;
            ofOrder += order * order;
        }

        return ofRanks == 0 ? 0 : Math.Clamp(shared / Math.Sqrt(ofRanks * ofOrder), -1, 1);
    }

    private static double EffectiveShare(double[] ranks)
    {
        var centre = (ranks.Length + 1) / 2.0;
        var ofOrder = centre * (ranks.Length - 1) * ranks.Length / 6;
        var slope = ranks.Select((rank, i) => (rank - centre) * (i + 1 - centre)).Sum() / ofOrder;
        double lagged = 0, squares = 0, before = 0;
        for (var i = 0; i < ranks.Length; i++)
        {
            var residual = ranks[i] - centre - (slope * (i + 1 - centre));
            lagged += residual * before;
            squares += residual * residual;
            before = residual;
        }

        var lagOne = squares <= 1e-9 ? 0 : Math.Max(0, lagged / squares);
        return (1 - lagOne) / (1 + lagOne);
    }
}
