namespace Persona.Bench.Cli.Documents.Formats.Html;

/// <summary>A sample to draw.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Class">How it is drawn: <c>baseline</c> or <c>current</c>.</param>
/// <param name="Values">In the order of measuring.</param>
/// <param name="Fences">Beyond them a value is an outlier; null where there are none.</param>
internal sealed record PlotSeries(string Name, string Class, IReadOnlyList<double> Values, (double Lower, double Upper)? Fences)
{
    public double Median { get; } = MedianOf([.. Values.Order()]);

    /// <summary>A scale for all of them; null when there is nothing to draw.</summary>
    public static PlotScale? Scale(IEnumerable<PlotSeries> series, double from, double to)
    {
        var values = series.SelectMany(one => one.Values).Where(double.IsFinite).ToArray();
        return values.Length == 0 ? null : new PlotScale(values.Min(), values.Max(), from, to);
    }

    private static double MedianOf(double[] ascending) =>
        ascending.Length == 0 ? 0 : (ascending[(ascending.Length - 1) / 2] + ascending[ascending.Length / 2]) / 2;
}
