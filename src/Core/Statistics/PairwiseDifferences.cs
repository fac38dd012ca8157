namespace Persona.Bench.Core.Statistics;

/// <summary>All y - x of two samples.</summary>
/// <param name="x">Ascending.</param>
/// <param name="y">Ascending.</param>
internal readonly struct PairwiseDifferences(double[] x, double[] y) : IOrderedCount
{
    private readonly double[] _x = x;
    private readonly double[] _y = y;

    public long Count => (long)_x.Length * _y.Length;

    public double Smallest => _y[0] - _x[^1];

    public double Largest => _y[^1] - _x[0];

    public long AtMost(double value)
    {
        long count = 0;
        var reached = 0;
        foreach (var origin in _x)
        {
            while (reached < _y.Length && _y[reached] - origin <= value)
            {
                reached++;
            }

            count += reached;
        }

        return count;
    }

    public int Few => Math.Max(32, (_x.Length + _y.Length) / 16);

    public void AddBetween(double low, double high, List<double> found)
    {
        var (first, end) = (0, 0);
        foreach (var origin in _x)
        {
            while (first < _y.Length && _y[first] - origin <= low)
            {
                first++;
            }

            end = Math.Max(first, end);
            while (end < _y.Length && _y[end] - origin <= high)
            {
                end++;
            }

            for (var i = first; i < end; i++)
            {
                found.Add(_y[i] - origin);
            }
        }
    }
}
