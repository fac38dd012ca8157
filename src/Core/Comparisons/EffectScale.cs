using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Comparisons;

/// <summary>The meaning of a shift from baseline to current, and its conversion to percent.</summary>
internal abstract record EffectScale
{
    private EffectScale()
    {
    }

    /// <summary>In percent of the baseline, or in points; positive when the value rose.</summary>
    public abstract double Percent(double shift);

    /// <summary>The shift that corresponds to this percentage.</summary>
    public abstract double Shift(double percent);

    /// <summary>A regression of <paramref name="percent"/>, as a shift in the worse direction.</summary>
    public double RegressionShift(double percent, MetricDirection better) =>
        better == MetricDirection.Lower ? Shift(percent) : -Shift(-percent);

    /// <summary>Shifts are logs of ratios.</summary>
    public sealed record LogRatio : EffectScale
    {
        public override double Percent(double shift) => 100 * double.ExpM1(shift);

        // A fall of 100% or more has no log and is never reached.
        public override double Shift(double percent) => percent <= -100 ? double.NegativeInfinity : double.LogP1(percent / 100);
    }

    /// <summary>Shifts are differences of shares, shown as percentage points.</summary>
    public sealed record Points : EffectScale
    {
        public override double Percent(double shift) => 100 * shift;

        public override double Shift(double percent) => percent / 100;
    }

    /// <summary>Shifts are differences in the metric's unit, for samples with zeros; shown in percent of the baseline's value.</summary>
    public sealed record Difference(double Baseline) : EffectScale
    {
        public override double Percent(double shift) => 100 * shift / Baseline;

        public override double Shift(double percent) => percent * Baseline / 100;
    }
}
