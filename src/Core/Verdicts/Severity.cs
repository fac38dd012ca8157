namespace Persona.Bench.Core.Verdicts;

/// <summary>Combines statuses into one verdict.</summary>
public static class Severity
{
    /// <summary>The worst of the gates; inconclusive when none could be evaluated.</summary>
    /// <param name="gates">Statuses of the gating metrics only.</param>
    public static Verdict Combine(IReadOnlyCollection<MetricStatus> gates) =>
        Worst(gates.Where(status => status != MetricStatus.NotGated).Select(VerdictOf));

    /// <summary>The worst of gates and guards. A gate that could not be evaluated is inconclusive; a guard counts only if it alarms.</summary>
    /// <param name="gates">Statuses of the gating metrics only.</param>
    /// <param name="guards">Statuses of the guards only.</param>
    public static Verdict Combine(IEnumerable<MetricStatus> gates, IEnumerable<MetricStatus> guards)
    {
        MetricStatus[] evaluated = [.. gates.Select(status => status == MetricStatus.NotGated ? MetricStatus.Inconclusive : status)];
        return Worst(guards.Where(status => status is MetricStatus.Warning or MetricStatus.Failure).Select(VerdictOf).Append(Combine(evaluated)));
    }

    /// <summary>The worst; inconclusive when there is none.</summary>
    public static Verdict Worst(IEnumerable<Verdict> verdicts) => verdicts.DefaultIfEmpty(Verdict.Inconclusive).Max();

    private static Verdict VerdictOf(MetricStatus gate) => gate switch
    {
        MetricStatus.Failure => Verdict.Failure,
        MetricStatus.Warning => Verdict.Warning,
        MetricStatus.Inconclusive or MetricStatus.Missing => Verdict.Inconclusive,
        _ => Verdict.Pass,
    };
}
