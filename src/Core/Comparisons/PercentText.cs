using System.Globalization;

namespace Persona.Bench.Core.Comparisons;

/// <summary>Formats changes in percent (rates: in points) for people, never rounded onto or across a level that decides.</summary>
public static class PercentText
{
    private const double Readable = 1e6;
    private const double Whole = 100;
    // Changes are rounded to this many decimals.
    private const int MostDecimals = 9;

    /// <summary>Signed, with one decimal below 100 and none from 100 up; with more where rounding would show the other side of a level.</summary>
    /// <param name="percent">The change.</param>
    /// <param name="levels">The changes that decide.</param>
    public static string WithSign(double percent, params IReadOnlyCollection<double> levels)
    {
        var size = Math.Abs(percent);
        if (size >= Readable)
        {
            return Sign(percent) + size.ToString("0.0e+0", CultureInfo.InvariantCulture);
        }

        var decimals = size >= Whole ? 0 : 1;
        while (decimals < MostDecimals && levels.Any(level => ShowsOtherSide(percent, decimals, level)))
        {
            decimals++;
        }

        var text = Fixed(size, decimals);
        return double.Parse(text, CultureInfo.InvariantCulture) == 0 ? text : Sign(percent) + text;
    }

    private static bool ShowsOtherSide(double percent, int decimals, double level) =>
        double.Parse(Fixed(percent, decimals), CultureInfo.InvariantCulture).CompareTo(level) != percent.CompareTo(level);

    private static string Fixed(double value, int decimals) =>
        value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Sign(double percent) => percent < 0 ? "-" : "+";
}
