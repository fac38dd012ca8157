namespace Persona.Bench.Cli.Documents.Formats.Text;

/// <summary>Values of metrics as text; rates are in percent.</summary>
internal static class MetricText
{
    private const string Ratio = "ratio";

    public static string Value(double? value, string unit, int digits = Figures.SignificantDigits) => (value, unit) switch
    {
        (null, _) => Figures.Unknown,
        ({ } share, Ratio) => $"{Figures.Format(100 * share, digits)} %",
        ({ } known, "") => Figures.Format(known, digits),
        ({ } known, _) => $"{Figures.Format(known, digits)} {unit}",
    };

    /// <summary>Whether values of a unit are shares, shown in percent.</summary>
    public static bool IsRate(string unit) => unit == Ratio;
}
