using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Persona.Bench.Core.Runs;
using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Network;
using Persona.Bench.Faults.Servers;
using Persona.Bench.Faults.Trials;

namespace Persona.Bench.Faults.Workers;

/// <summary>A result is held on its way to the store until another worker has claimed its item and is in its call.</summary>
[Collection(FaultTests.Name)]
public sealed class LateResultTests(FaultBench bench)
{
    /// <summary>Delayed packets of an answer leave together, so a call takes about two delays.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan WordDeadline = TimeSpan.FromSeconds(120);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private WorkerSeat Victim => bench.Workers[0];

    [Fact]
    public async Task Does_not_count_during_the_next_attempt()
    {
        var (trial, _) = await bench.StoppedAtAsync(
            () => Victim.Database.Break(Direction.ToServer, Words.Done, holds: Direction.ToServer, skip: BenchSettings.SomeOfOneWorker), Token);
        var start = Stopwatch.GetTimestamp();
        Victim.Database.Hold(Direction.ToServer);
        var held = await HeldByVictimAsync(trial);
        // Including claims in flight: their answers arrive after the lease has expired.
        trial.Allowance.LeasesLost(held.Length + BenchSettings.Slots);
        trial.Allowance.Inflated(BenchSettings.CallDeadline);
        SlowOthers();
        var late = (await SpooledAsync()).Intersect(held).ToArray();
        await trial.UntilAsync(
            rows => rows.WorkItems.AnyAsync(row => late.Contains(row.Id) && row.Attempt == 2 && row.State == ItemState.Leased, Token),
            "the next attempt",
            Token);
        Victim.Database.Restore();
        await Patience.UntilAsync(
            () => Victim.Process.Tail().Contains("came too late", StringComparison.Ordinal), WordDeadline, () => "the worker to log that its result came too late", Token);
        foreach (var worker in bench.Workers)
        {
            worker.Provider.Restore();
        }

        trial.Allowance.Lasted(Stopwatch.GetElapsedTime(start));

        await trial.HoldsAsync(Token);
    }

    private async Task<Guid[]> HeldByVictimAsync(Trial trial)
    {
        Guid[] held = [];
        await trial.UntilAsync(
            async rows => (held = await rows.WorkItems.Where(row => row.RunId == trial.RunId && row.LeaseOwner!.StartsWith(Victim.IdPrefix))
                .Select(row => row.Id).ToArrayAsync(Token)).Length > 0,
            "what the worker holds",
            Token);
        return held;
    }

    /// <summary>Items whose results are in the worker's spool, whether or not the store already has them.</summary>
    private async Task<IEnumerable<Guid>> SpooledAsync()
    {
        // Read with cat: .NET would honour the worker's lock on the file.
        var lines = await Shell.RunAsync("cat", [.. Directory.EnumerateFiles(Victim.SpoolFolder, Victim.IdPrefix + "*")], Token);
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(ItemsOf);
    }

    // The first line names the store and has no item.
    private static IEnumerable<Guid> ItemsOf(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.TryGetProperty("item_id", out var item) ? [item.GetGuid()] : [];
    }

    private void SlowOthers()
    {
        foreach (var worker in bench.Workers.Where(worker => worker != Victim))
        {
            worker.Provider.Slow(Direction.ToClient, Delay);
        }
    }
}
