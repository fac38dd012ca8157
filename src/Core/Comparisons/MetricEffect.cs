using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Statistics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>The change of a metric as estimated from the samples.</summary>
/// <param name="Shift">From baseline to current, on <paramref name="Scale"/>.</param>
/// <param name="Scale">Converts the shift to percent.</param>
/// <param name="Method">A name of <see cref="EffectMethod"/>.</param>
internal sealed record MetricEffect(Shift Shift, EffectScale Scale, string Method)
{
    /// <summary>Null where the samples give no interval of this confidence.</summary>
    public EffectEstimate? At(double confidence)
    {
        if (Shift.Bounds(confidence) is not { } bounds)
        {
            return null;
        }

        var estimate = new EffectEstimate(
            Percent(Shift.Estimate), Percent(bounds.Lower), Percent(bounds.Upper), confidence, Method);
        return double.IsFinite(estimate.Estimate) && double.IsFinite(estimate.Lower) && double.IsFinite(estimate.Upper) ? estimate : null;
    }

    private double Percent(double shift) => PlainChange.Figure(Scale.Percent(shift));

    /// <summary>Two-sided p-value of "worse by no more than this many percent".</summary>
    public double PValueWorseBy(double percent, MetricDirection better, double confidence)
    {
        var limit = Scale.RegressionShift(percent, better);
        return (better == MetricDirection.Lower ? Shift : Shift.Negated()).PValueAbove(limit, confidence);
    }

    public static Regression RegressionOf(EffectEstimate effect, MetricDirection better)
    {
        var rise = new Regression(effect.Estimate, effect.Lower, effect.Upper);
        return better == MetricDirection.Lower ? rise : rise.Mirrored();
    }
}
