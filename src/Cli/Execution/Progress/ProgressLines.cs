using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Execution.Progress;

/// <summary>A snapshot of a run as lines of text, one for each workload and provider, none wider than the given width.</summary>
internal static class ProgressLines
{
    private const int BarCells = 20;
    private const string Gap = "  ";

    public static IReadOnlyList<string> Render(RunProgress progress, int width)
    {
        var name = progress.Series.Select(series => Name(series).Length).DefaultIfEmpty().Max();
        var count = progress.Series.Select(series => Count(series).Length).DefaultIfEmpty().Max();
        return [.. progress.Series.Select(series => Line(series, name, count, width))];
    }

    /// <summary>One line for a log.</summary>
    public static string Plain(SeriesProgress series)
    {
        var parts = new[] { $"{Count(series)} iterations", Rate(series), Typical(series), Left(series), Errors(series) }.OfType<string>();
        return $"{Name(series)}: {string.Join(", ", parts)}";
    }

    // In a narrow window the less important parts are dropped first: the bar, the typical latency, the rate.
    private static string Line(SeriesProgress series, int nameWidth, int countWidth, int width)
    {
        var name = Name(series).PadRight(nameWidth);
        var count = Count(series).PadLeft(countWidth);
        string?[][] choices =
        [
            [name, Bar(series), count, Rate(series), Typical(series), Left(series), Errors(series)],
            [name, count, Rate(series), Typical(series), Left(series), Errors(series)],
            [name, count, Rate(series), Left(series), Errors(series)],
            [name, count, Left(series), Errors(series)],
            [name, count, Errors(series)],
        ];
        var lines = choices.Select(parts => string.Join(Gap, parts.OfType<string>())).ToArray();
        var line = Array.Find(lines, candidate => candidate.Length <= width) ?? lines[^1];
        return line.Length <= width ? line : line[..Math.Max(0, width - 1)] + "…";
    }

    private static string Name(SeriesProgress series) => $"{series.Workload} on {series.Provider}";

    private static string Count(SeriesProgress series) => $"{series.Measured}/{series.Planned}";

    private static string Bar(SeriesProgress series)
    {
        var filled = series.Planned == 0 ? 0 : (int)((long)BarCells * Math.Min(series.Measured, series.Planned) / series.Planned);
        return new string('━', filled) + new string('·', BarCells - filled);
    }

    private static string? Rate(SeriesProgress series) => series.PerSecond switch
    {
        null => null,
        >= 1 => $"{Figures.Format(Math.Round(series.PerSecond.Value, 1))}/s",
        _ => $"{Figures.Format(Math.Round(series.PerSecond.Value * 60, 1))}/min",
    };

    private static string? Typical(SeriesProgress series) =>
        series.TypicalLatencyMs is { } latency ? $"typical {Figures.Format(Math.Round(latency, latency < 10 ? 1 : 0))} ms" : null;

    private static string? Left(SeriesProgress series) =>
        series.Left is { } left && series.Measured < series.Planned ? $"{Figures.Format(left)} left" : null;

    private static string? Errors(SeriesProgress series) => series.Failed == 0
        ? null
        : $"{Figures.Count(series.Failed, "error", "errors")}{(series.Error is { } kind ? $" ({kind})" : "")}";
}
