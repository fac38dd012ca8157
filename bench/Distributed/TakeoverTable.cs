using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Distributed;

/// <summary>Time from the death of a worker until others work on its items.</summary>
internal static class TakeoverTable
{
    private const int Rounds = 5;
    private const int Slots = 8;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    public static async Task PrintAsync(Ground ground, CancellationToken cancellationToken)
    {
        Console.WriteLine($"| round | items held | first s | last s | lease + 2 s |");
        Console.WriteLine("|---|---|---|---|---|");
        for (var round = 1; round <= Rounds; round++)
        {
            await using var fleet = await Fleet.StartAsync(ground, "constant:500/100", workers: 2, Slots, cancellationToken, Lease);
            var times = await KillAsync(fleet, cancellationToken);
            Console.WriteLine($"| {round} | {times.Count} | {times[0].TotalSeconds:0.00} | {times[^1].TotalSeconds:0.00} | {Lease.TotalSeconds + 2:0.00} |");
        }
    }

    /// <returns>For each item that the killed worker held, the time from the kill until another worker has it, in ascending order.</returns>
    private static async Task<IReadOnlyList<TimeSpan>> KillAsync(Fleet fleet, CancellationToken cancellationToken)
    {
        var runId = await fleet.SubmitAsync(await Fleet.SpecAsync(400, Slots, 1, cancellationToken), cancellationToken);
        var victim = fleet.Workers[0];
        await using var rows = fleet.Store.CreateContext();
        var owned = rows.WorkItems.AsNoTracking().Where(item => item.RunId == runId && item.LeaseOwner!.StartsWith(victim.Name + "-"));
        while (await owned.CountAsync(cancellationToken) < Slots || await rows.Measurements.CountAsync(cancellationToken) < 5 * Slots)
        {
            await Task.Delay(LookEvery, cancellationToken);
        }

        victim.Kill();
        var killed = Stopwatch.GetTimestamp();
        var held = await owned.Select(item => item.Id).ToListAsync(cancellationToken);
        var times = new Dictionary<Guid, TimeSpan>();
        while (times.Count < held.Count)
        {
            await Task.Delay(LookEvery, cancellationToken);
            var elsewhere = await rows.WorkItems.AsNoTracking()
                .Where(item => held.Contains(item.Id) && item.Attempt > 1 && (item.LeaseOwner == null || !item.LeaseOwner.StartsWith(victim.Name + "-")))
                .Select(item => item.Id).ToListAsync(cancellationToken);
            foreach (var item in elsewhere)
            {
                times.TryAdd(item, Stopwatch.GetElapsedTime(killed));
            }
        }

        await fleet.CompletedAsync(runId, cancellationToken);
        return [.. times.Values.Order()];
    }
}
