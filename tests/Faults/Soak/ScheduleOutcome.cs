using Persona.Bench.Faults.Trials;

namespace Persona.Bench.Faults.Soak;

/// <summary>What a schedule came to.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Evidence">Of its run.</param>
/// <param name="Broken">The invariants that did not hold, as sentences.</param>
/// <param name="Recoveries">Of each fault: from its end until every item that was under way then had been measured.</param>
internal sealed record ScheduleOutcome(
    Schedule Schedule, Evidence Evidence, IReadOnlyList<string> Broken, IReadOnlyList<(string Fault, TimeSpan Time)> Recoveries)
{
    public double ExtraPercent => 100.0 * Math.Max(0, Evidence.ExtraCalls) / Evidence.Planned;
}
