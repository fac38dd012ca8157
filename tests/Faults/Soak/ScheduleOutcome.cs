using Persona.Bench.Faults.Trials;

namespace Persona.Bench.Faults.Soak;

/// <summary>The outcome of a schedule.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Evidence">The evidence of its run.</param>
/// <param name="Broken">The violated invariants, as sentences.</param>
/// <param name="Recoveries">For each fault, the time from its end until every item then in flight was measured.</param>
internal sealed record ScheduleOutcome(
    Schedule Schedule, Evidence Evidence, IReadOnlyList<string> Broken, IReadOnlyList<(string Fault, TimeSpan Time)> Recoveries)
{
    public double ExtraPercent => 100.0 * Math.Max(0, Evidence.ExtraCalls) / Evidence.Planned;
}
