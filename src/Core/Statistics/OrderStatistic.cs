namespace Persona.Bench.Core.Statistics;

/// <summary>Order statistics by counting: the values themselves are never stored, so n² of them cost n log n.</summary>
internal static class OrderStatistic
{
    /// <summary>A range this narrow relative to its values that still holds many of them holds ties.</summary>
    private const double Narrow = 1e-9;

    /// <summary>
    /// The <paramref name="rank"/>-th smallest value, from 1, exactly. Halves the range until it holds few values, then sorts those.
    /// With many ties it bisects the bit patterns of the doubles, whose neighbours are neighbouring integers.
    /// </summary>
    public static double At<T>(T values, long rank)
        where T : struct, IOrderedCount
    {
        var (low, high) = (Math.BitDecrement(values.Smallest), values.Largest);
        var (below, upTo) = (0L, values.Count);
        for (var middle = Middle(low, high); upTo - below > values.Few && middle > low && middle < high; middle = Middle(low, high))
        {
            var count = values.AtMost(middle);
            if (count >= rank)
            {
                (high, upTo) = (middle, count);
            }
            else
            {
                (low, below) = (middle, count);
            }

            if (high - low < Narrow * Math.Abs(high))
            {
                break;
            }
        }

        return upTo - below > values.Few ? Among(values, rank, low, high) : Sorted(values, low, high)[(int)(rank - below - 1)];
    }

    public static double Median<T>(T values)
        where T : struct, IOrderedCount
    {
        var upper = At(values, (values.Count / 2) + 1);
        if (values.Count % 2 == 1)
        {
            return upper;
        }

        var lower = values.AtMost(Math.BitDecrement(upper)) >= values.Count / 2 ? At(values, values.Count / 2) : upper;
        return lower + ((upper - lower) / 2);
    }

    private static double Middle(double low, double high) => low + ((high - low) / 2);

    private static List<double> Sorted<T>(T values, double low, double high)
        where T : struct, IOrderedCount
    {
        var found = new List<double>(values.Few);
        values.AddBetween(low, high, found);
        found.Sort();
        return found;
    }

    private static double Among<T>(T values, long rank, double above, double atMost)
        where T : struct, IOrderedCount
    {
        var (low, high) = (ToOrdinal(above), ToOrdinal(atMost));
        while (low < high)
        {
            // The floor of the mean, without overflow.
            var middle = (low & high) + ((low ^ high) >> 1);
            if (values.AtMost(FromOrdinal(middle)) >= rank)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return FromOrdinal(low);
    }

    private static long ToOrdinal(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits >= 0 ? bits : long.MinValue - bits;
    }

    private static double FromOrdinal(long ordinal) => BitConverter.Int64BitsToDouble(ordinal >= 0 ? ordinal : long.MinValue - ordinal);
}
