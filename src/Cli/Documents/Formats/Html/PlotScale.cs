using System.Globalization;
using Persona.Bench.Cli.Documents.Formats.Text;

namespace Persona.Bench.Cli.Documents.Formats.Html;

/// <summary>Maps values to coordinates; logarithmic if the values spread over more than an order of magnitude.</summary>
internal sealed class PlotScale
{
    private const double WideSpread = 20;
    private const int WantedTicks = 7;

    private readonly double _from;
    private readonly double _to;
    private readonly double _lowest;
    private readonly double _highest;

    /// <param name="lowest">The smallest value.</param>
    /// <param name="highest">The largest value.</param>
    /// <param name="from">The coordinate of the smallest value.</param>
    /// <param name="to">The coordinate of the largest value.</param>
    /// <param name="linear">Never logarithmic.</param>
    public PlotScale(double lowest, double highest, double from, double to, bool linear = false)
    {
        IsLog = !linear && lowest > 0 && highest / lowest > WideSpread;
        // A constant sample is drawn in the middle.
        var margin = highest > lowest ? 0 : Math.Max(Math.Abs(highest) * 0.05, 1e-9);
        (_lowest, _highest) = (On(lowest) - (IsLog ? 0 : margin), On(highest) + (IsLog ? 0 : margin));
        (_from, _to) = (from, to);
    }

    public bool IsLog { get; }

    public double At(double value) => _from + ((_to - _from) * Share(value));

    /// <summary>Where on the scale a value is, from 0 to 1.</summary>
    public double Share(double value) => Math.Clamp((On(value) - _lowest) / (_highest - _lowest), 0, 1);

    /// <summary>The value at a share of the scale.</summary>
    public double ValueAt(double share)
    {
        var on = _lowest + ((_highest - _lowest) * share);
        return IsLog ? Math.Exp(on) : on;
    }

    public IEnumerable<(double Value, string Label)> Ticks() =>
        (IsLog ? LogTicks() : LinearTicks()).Select(value => (value, Label(value)));

    private IEnumerable<double> LinearTicks()
    {
        var step = Step((_highest - _lowest) / WantedTicks);
        var first = Math.Ceiling(_lowest / step);
        for (var i = 0; i <= 2 * WantedTicks && (first + i) * step <= _highest; i++)
        {
            yield return (first + i) * step;
        }
    }

    private IEnumerable<double> LogTicks()
    {
        var (first, last) = ((int)Math.Floor(_lowest / Math.Log(10)), (int)Math.Ceiling(_highest / Math.Log(10)));
        double[] parts = last - first > 3 ? [1] : [1, 2, 5];
        return
            from power in Enumerable.Range(first, last - first + 1)
            from part in parts
            let value = part * Math.Pow(10, power)
            where Math.Log(value) >= _lowest && Math.Log(value) <= _highest
            select value;
    }

    private static double Step(double raw)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return power * (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }

    private static string Label(double value) => Math.Abs(value) switch
    {
        >= 1e7 => value.ToString("0.#e+0", CultureInfo.InvariantCulture),
        < 1e-9 => "0",
        _ => Figures.Format(value),
    };

    private double On(double value) => IsLog ? Math.Log(value) : value;
}
