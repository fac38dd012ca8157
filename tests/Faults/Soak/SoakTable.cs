using System.Globalization;
using System.Text;
using Persona.Bench.Faults.Bench;

namespace Persona.Bench.Faults.Soak;

/// <summary>The outcomes as a Markdown table: one row per fault, over the schedules that contain it, and one in total.</summary>
internal static class SoakTable
{
    public static string Of(int seed, IReadOnlyList<ScheduleOutcome> outcomes)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{outcomes.Count} schedules of 1 to 3 faults, seed {seed}, {BenchSettings.Items} items each, lease {BenchSettings.Lease.TotalSeconds} s")
            .AppendLine()
            .AppendLine("| fault | schedules | lost | duplicated | extra calls | broken | recovery p50 s | p95 s |")
            .AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (var name in FaultCatalog.All.Select(fault => fault.Name))
        {
            var with = outcomes.Where(outcome => outcome.Schedule.Faults.Any(fault => fault.Fault.Name == name)).ToArray();
            if (with.Length > 0)
            {
                text.AppendLine(Row(name, with, recovery => recovery == name));
            }
        }

        return text.AppendLine(Row("all", outcomes, _ => true)).ToString();
    }

    private static string Row(string name, IReadOnlyList<ScheduleOutcome> outcomes, Func<string, bool> counts)
    {
        var recoveries = outcomes.SelectMany(outcome => outcome.Recoveries).Where(recovery => counts(recovery.Fault)).Select(recovery => recovery.Time.TotalSeconds)
            .Order().ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {outcomes.Count} | {outcomes.Sum(outcome => outcome.Evidence.Lost)} | {outcomes.Sum(outcome => outcome.Evidence.Duplicated)} "
            + $"| {outcomes.Average(outcome => outcome.ExtraPercent):F1}% | {outcomes.Count(outcome => outcome.Broken.Count > 0)} "
            + $"| {Quantile(recoveries, 0.5):F1} | {Quantile(recoveries, 0.95):F1} |");
    }

    /// <summary>The quantile: the smallest value that at least this share does not exceed.</summary>
    private static double Quantile(double[] ordered, double share) =>
        ordered.Length == 0 ? 0 : ordered[Math.Max(0, (int)Math.Ceiling(share * ordered.Length) - 1)];
}
