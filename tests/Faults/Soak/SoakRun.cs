using Microsoft.EntityFrameworkCore;
using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Trials;

namespace Persona.Bench.Faults.Soak;

/// <summary>Runs one schedule.</summary>
internal sealed class SoakRun(FaultBench bench, TimeProvider time)
{
    public async Task<ScheduleOutcome> RunAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        var trial = await bench.BeginAsync(cancellationToken);
        await trial.SubmitAsync(cancellationToken);
        var ends = new List<FaultEnd>();
        string[] stuck = [];
        try
        {
            await StrikeAsync(schedule, trial, ends, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            stuck = [exception.Message];
        }

        var evidence = await trial.EndAsync(cancellationToken);
        return new ScheduleOutcome(
            schedule, evidence, [.. stuck, .. Invariants.Broken(evidence)], [.. ends.Select(end => (end.Fault, RecoveryOf(evidence, end)))]);
    }

    private async Task StrikeAsync(Schedule schedule, Trial trial, List<FaultEnd> ends, CancellationToken cancellationToken)
    {
        foreach (var (afterItems, fault) in schedule.Faults)
        {
            await trial.MeasuredAsync(afterItems, cancellationToken);
            await fault.StrikeAsync(new Strike(bench, trial, schedule.Random), cancellationToken);
            var at = time.GetUtcNow();
            ends.Add(new FaultEnd(fault.Name, at, await UnderWayAsync(trial, cancellationToken)));
        }
    }

    private static async Task<HashSet<Guid>> UnderWayAsync(Trial trial, CancellationToken cancellationToken)
    {
        HashSet<Guid> underWay = [];
        await trial.UntilAsync(
            async rows =>
            {
                underWay = [.. await rows.WorkItems.Where(row => row.RunId == trial.RunId && row.LeaseOwner != null).Select(row => row.Id).ToListAsync(cancellationToken)];
                return true;
            },
            "the items in flight",
            cancellationToken);
        return underWay;
    }

    private static TimeSpan RecoveryOf(Evidence evidence, FaultEnd end)
    {
        var last = evidence.Measurements.Where(measurement => end.UnderWay.Contains(measurement.ItemId))
            .Select(measurement => measurement.EndedAt).DefaultIfEmpty(end.At).Max();
        return last > end.At ? last - end.At : TimeSpan.Zero;
    }

    private sealed record FaultEnd(string Fault, DateTimeOffset At, HashSet<Guid> UnderWay);
}
