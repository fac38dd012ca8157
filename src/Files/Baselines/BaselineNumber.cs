using System.Globalization;

namespace Persona.Bench.Files.Baselines;

/// <summary>Formats numbers for baseline files: counts as whole numbers, everything else with six significant digits.</summary>
internal static class BaselineNumber
{
    private const double LargestWhole = 1L << 53;

    /// <summary>The value that is written. Digits before the decimal point are never cut.</summary>
    public static double Round(double value)
    {
        if (value == Math.Floor(value) && Math.Abs(value) <= LargestWhole) return value;
        return Math.Abs(value) >= 1e6
            ? Math.Round(value)
            : double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    public static string Text(double? value)
    {
        if (value is not { } number) return "null";
        if (!double.IsFinite(number)) throw new ArgumentException("Baselines contain only finite numbers; an unknown value is null.", nameof(value));
        var rounded = Round(number);
        if (rounded == 0) return "0";
        var isPlain = Math.Abs(rounded) is >= 1e-4 and <= LargestWhole;
        return rounded.ToString(isPlain ? "0.##########" : "R", CultureInfo.InvariantCulture);
    }
}
