namespace Persona.Bench.Core.Statistics;

/// <summary>All (d[i] + d[j]) / 2 with i ≤ j (Walsh 1949).</summary>
/// <param name="differences">Ascending.</param>
internal readonly struct WalshAverages(double[] differences) : IOrderedCount
{
    private readonly double[] _d = differences;

    public long Count => (long)_d.Length * (_d.Length + 1) / 2;

    public double Smallest => _d[0];

    public double Largest => _d[^1];

    public long AtMost(double value)
    {
        long count = 0;
        var last = _d.Length - 1;
        for (var first = 0; first <= last; first++)
        {
            while (last >= first && (_d[first] + _d[last]) / 2 > value)
            {
                last--;
            }

            count += last - first + 1;
        }

        return count;
    }

    public int Few => Math.Max(32, _d.Length / 8);

    public void AddBetween(double low, double high, List<double> found)
    {
        var (last, below) = (_d.Length - 1, _d.Length - 1);
        for (var first = 0; first <= last; first++)
        {
            while (last >= first && (_d[first] + _d[last]) / 2 > high)
            {
                last--;
            }

            while (below >= first && (_d[first] + _d[below]) / 2 > low)
            {
                below--;
            }

            for (var i = Math.Max(first, below + 1); i <= last; i++)
            {
                found.Add((_d[first] + _d[i]) / 2);
            }
        }
    }
}
