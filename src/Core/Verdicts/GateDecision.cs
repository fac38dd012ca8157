using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Core.Verdicts;

/// <summary>Turns an interval into a status, and applies the plain rule.</summary>
public static class GateDecision
{
    /// <summary>
    /// Failure: the estimate reaches the failure threshold and the interval lies above the warning threshold. Warning: clearly
    /// worse, possibly by the warning threshold. Improved: the mirror image of both. Pass: clearly below the warning threshold,
    /// for a tail metric below the failure threshold; with a warning threshold of zero, an estimate that is not worse.
    /// Otherwise inconclusive.
    /// </summary>
    /// <param name="regression">Estimate and interval.</param>
    /// <param name="threshold">The levels, in the unit of the regression.</param>
    /// <param name="isTail">True for quantiles far from the median, whose intervals are wide.</param>
    public static MetricStatus Decide(Regression regression, Threshold threshold, bool isTail)
    {
        ArgumentNullException.ThrowIfNull(threshold);
        if (Alarm(regression, threshold) is { } alarm)
        {
            return alarm;
        }

        if (Alarm(regression.Mirrored(), threshold) is not null)
        {
            return MetricStatus.Improved;
        }

        // No interval lies below a threshold of zero, so an estimate that is not worse passes.
        if (threshold.Warn == 0 && regression.Estimate <= 0)
        {
            return MetricStatus.Pass;
        }

        return regression.Upper < (isTail ? threshold.Fail : threshold.Warn) ? MetricStatus.Pass : MetricStatus.Inconclusive;
    }

    /// <summary>
    /// For a guard: an alarm where a gate would raise one, otherwise a pass. A hundred iterations cannot show that a rate is small, so a guard
    /// that had to show it would never pass.
    /// </summary>
    /// <param name="regression">Estimate and interval, in points.</param>
    /// <param name="threshold">The levels, in points.</param>
    public static MetricStatus DecideGuard(Regression regression, Threshold threshold)
    {
        ArgumentNullException.ThrowIfNull(threshold);
        return Alarm(regression, threshold) ?? MetricStatus.Pass;
    }

    /// <summary>The plain rule: a regression of the shown values by a threshold or more. An unchanged value is no regression.</summary>
    /// <param name="regression">In percent (rates: points), positive is worse.</param>
    /// <param name="threshold">The levels.</param>
    public static ThresholdStatus Label(double regression, Threshold threshold)
    {
        ArgumentNullException.ThrowIfNull(threshold);
        return regression <= 0 ? ThresholdStatus.Normal
            : regression >= threshold.Fail ? ThresholdStatus.Failure
            : regression >= threshold.Warn ? ThresholdStatus.Warning
            : ThresholdStatus.Normal;
    }

    /// <summary>The plain rule as a verdict, for point values and <c>--rule threshold</c>.</summary>
    /// <param name="regression">In percent (rates: points), positive is worse.</param>
    /// <param name="threshold">The levels.</param>
    public static MetricStatus DecidePlainly(double regression, Threshold threshold) => Label(regression, threshold) switch
    {
        ThresholdStatus.Failure => MetricStatus.Failure,
        ThresholdStatus.Warning => MetricStatus.Warning,
        _ when Label(-regression, threshold) != ThresholdStatus.Normal => MetricStatus.Improved,
        _ => MetricStatus.Pass,
    };

    private static MetricStatus? Alarm(Regression regression, Threshold threshold) =>
        regression.Estimate >= threshold.Fail && regression.Lower > threshold.Warn ? MetricStatus.Failure
        : regression.Lower > 0 && regression.Upper >= threshold.Warn ? MetricStatus.Warning
        : null;
}
