namespace Persona.Bench.Core.Metrics;

/// <summary>Warns where nothing of the series was in progress for much of its span, which throughput counts as time.</summary>
internal static class IdleDiagnostics
{
    private const double LongestIdleShare = 0.2;
    private const double ShortestIdleMs = 5_000;

    public static SampleWarning? IdleTime(IReadOnlyList<Observation> inOrder)
    {
        double busyUntil = 0, idle = 0;
        foreach (var observation in inOrder)
        {
            idle += Math.Max(0, (observation.StartedMs ?? busyUntil) - busyUntil);
            busyUntil = Math.Max(busyUntil, observation.EndedMs ?? busyUntil);
        }

        return idle < ShortestIdleMs || idle < LongestIdleShare * busyUntil
            ? null
            : new SampleWarning(
                WarningKind.IdleTime,
                $"none of these iterations was in progress for {Figure.Percent(idle / busyUntil)} of the time "
                + $"({Figure.Of(idle / 1000)} s): other providers were measured in between, or the run was interrupted; "
                + "throughput counts that time",
                "for its throughput, measure this provider in a run of its own");
    }
}
