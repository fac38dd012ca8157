namespace Persona.Bench.Core.Verdicts;

/// <summary>From statuses to one verdict.</summary>
public static class Severity
{
    /// <summary>The worst of the gates; inconclusive when none could be evaluated.</summary>
    /// <param name="gates">Statuses of the gating metrics only.</param>
    public static Verdict Of(IReadOnlyCollection<MetricStatus> gates) =>
        Worst(gates.Where(status => status != MetricStatus.NotGated).Select(Of));

    /// <summary>The worst; inconclusive when there is none.</summary>
    public static Verdict Worst(IEnumerable<Verdict> verdicts) => verdicts.DefaultIfEmpty(Verdict.Inconclusive).Max();

    private static Verdict Of(MetricStatus gate) => gate switch
    {
        MetricStatus.Failure => Verdict.Failure,
        MetricStatus.Warning => Verdict.Warning,
        MetricStatus.Inconclusive or MetricStatus.Missing => Verdict.Inconclusive,
        _ => Verdict.Pass,
    };
}
