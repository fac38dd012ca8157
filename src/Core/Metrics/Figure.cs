namespace Persona.Bench.Core.Metrics;

/// <summary>Numbers inside sentences: three significant digits, no exponent up to a million million.</summary>
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

    public static string Percent(double share) => $"{Format(share * 100)}%";

    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
