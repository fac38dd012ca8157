namespace Persona.Bench.Core.Metrics;

/// <summary>Formats numbers in sentences: three significant digits, no exponent below 1e12.</summary>
internal static class Figure
{
    public static string Format(double value)
    {
        var digits = value == 0 ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return digits switch
        {
            >= 12 or < -9 => value.ToString("G3"),
            >= 2 => value.ToString("0"),
            _ => value.ToString("0." + new string('#', 2 - digits)),
        };
    }

    /// <summary>Rounds a count up to two digits: an estimate of how many iterations are needed is no more precise.</summary>
    public static double RoundUp(double count)
    {
        var step = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(1, count))) - 1));
        return Math.Ceiling(count / step) * step;
    }

    public static string Percent(double share) => $"{Format(share * 100)}%";

    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
