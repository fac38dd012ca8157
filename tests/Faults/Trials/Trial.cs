using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Persona.Bench.Core.Runs;
using Persona.Bench.Faults.Bench;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Faults.Trials;

/// <summary>One run, the faults it is subjected to, and the evidence at its end.</summary>
internal sealed class Trial
{
    private static readonly TimeSpan StepDeadline = TimeSpan.FromSeconds(120);

    /// <summary>Well past the limit after which a run counts as too slow.</summary>
    private static readonly TimeSpan EndDeadline = TimeSpan.FromMinutes(4);

    private readonly FaultBench _bench;
    private readonly RunSpec _spec;
    private readonly int _callsBefore;
    private readonly RunQueue _queue;
    private long _submitted;
    private long? _cancelledAtNs;
    private RunState _state = RunState.Planned;
    private TimeSpan? _duration;

    private Trial(FaultBench bench, RunSpec spec, int callsBefore)
    {
        (_bench, _spec, _callsBefore) = (bench, spec, callsBefore);
        _queue = new RunQueue(bench.Ground.Store, TimeProvider.System);
    }

    public Guid RunId { get; } = Guid.CreateVersion7();

    public Allowance Allowance { get; } = new();

    public static async Task<Trial> PrepareAsync(FaultBench bench, RunSpec spec, CancellationToken cancellationToken) =>
        new(bench, spec, (await bench.Ground.Provider.CallsAsync(cancellationToken)).Count);

    /// <summary>Plans the run but leaves starting it to the coordinator, as when <c>persona</c> dies in between.</summary>
    public async Task PlanAsync(CancellationToken cancellationToken)
    {
        _submitted = Stopwatch.GetTimestamp();
        await _queue.PlanAsync(new PlannedRun(RunId, _spec, RunPlan.Create(_spec), "faults"), cancellationToken);
    }

    public async Task SubmitAsync(CancellationToken cancellationToken)
    {
        await PlanAsync(cancellationToken);
        await _queue.StartAsync(RunId, cancellationToken);
    }

    /// <summary>Returns when at least this many items are measured.</summary>
    public Task MeasuredAsync(int items, CancellationToken cancellationToken) => UntilAsync(
        async rows => await rows.Measurements.CountAsync(row => row.RunId == RunId, cancellationToken) >= items,
        $"{items} measurements",
        cancellationToken);

    /// <summary>Returns when the rows of the run meet the condition. Tolerates an unreachable database.</summary>
    public Task UntilAsync(Func<BenchDbContext, Task<bool>> condition, string what, CancellationToken cancellationToken) =>
        Patience.UntilAsync(() => IsSoAsync(condition, cancellationToken), StepDeadline, () => what, cancellationToken);

    /// <summary>Sends SIGKILL to a worker. The items it held may have to be called again.</summary>
    public async Task KillAsync(WorkerSeat worker, CancellationToken cancellationToken)
    {
        var id = worker.IdPrefix;
        worker.Kill();
        Allowance.WorkerKilled(id, await LeasedAsync(id, cancellationToken));
    }

    /// <summary>Accounts for a worker that can no longer renew its leases. The items it holds may have to be called again.</summary>
    public async Task LosesLeasesAsync(WorkerSeat worker, CancellationToken cancellationToken) =>
        Allowance.LeasesLost(await LeasedAsync(worker.IdPrefix, cancellationToken));

    /// <summary>Cancels the run; with <paramref name="now"/>, calls in flight are aborted too.</summary>
    public async Task CancelAsync(bool now, CancellationToken cancellationToken)
    {
        await _queue.CancelAsync(RunId, now, cancellationToken);
        _cancelledAtNs = NanosecondsNow();
    }

    /// <summary>Cancels the run so that a failed test does not disturb the next one.</summary>
    public Task AbandonAsync(CancellationToken cancellationToken) => _queue.CancelAsync(RunId, now: true, cancellationToken);

    /// <summary>Returns when the run has ended, or well after it should have.</summary>
    public async Task EndsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Patience.UntilAsync(
                () => IsSoAsync(
                    async rows => HasEnded(_state = (await rows.Runs.AsNoTracking().SingleAsync(row => row.Id == RunId, cancellationToken)).State),
                    cancellationToken),
                EndDeadline,
                () => "the end of the run",
                cancellationToken);
        }
        catch (TimeoutException)
        {
            // The evidence shows what is still open.
        }

        _duration ??= Stopwatch.GetElapsedTime(_submitted);
    }

    /// <summary>Waits for the run and then for every call to end.</summary>
    public async Task<Evidence> EndAsync(CancellationToken cancellationToken)
    {
        await EndsAsync(cancellationToken);
        await _bench.MendAsync(cancellationToken);
        var evidence = await ToldAsync(cancellationToken) with { Pace = _bench.Pace };
        // The machine may have become busier since its pace was measured.
        return Invariants.Late(evidence).Count == 0 ? evidence : evidence with { Pace = await _bench.MeasureAgainAsync(cancellationToken) };
    }

    /// <summary>Waits for the end of the run and asserts all invariants.</summary>
    public async Task<Evidence> HoldsAsync(CancellationToken cancellationToken)
    {
        var evidence = await EndAsync(cancellationToken);
        evidence.ShouldHold();
        return evidence;
    }

    /// <summary>The most items it held until claims in flight must have reached the database: no statement takes as long as a call.</summary>
    private async Task<int> LeasedAsync(string idPrefix, CancellationToken cancellationToken)
    {
        var most = 0;
        var grown = Stopwatch.GetTimestamp();
        await UntilAsync(
            async rows =>
            {
                var leased = await rows.WorkItems.CountAsync(row => row.RunId == RunId && row.LeaseOwner!.StartsWith(idPrefix), cancellationToken);
                grown = leased > most ? Stopwatch.GetTimestamp() : grown;
                most = Math.Max(most, leased);
                return Stopwatch.GetElapsedTime(grown) >= _bench.Pace.Call * 2;
            },
            "the leases",
            cancellationToken);
        return most;
    }

    /// <summary>The evidence once workers have reported their warm-ups. They retry after a pause if the store was unavailable.</summary>
    private async Task<Evidence> ToldAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var evidence = await GatherAsync(cancellationToken);
            if (!Invariants.NoCallIsUnaccounted(evidence).Any() || Stopwatch.GetElapsedTime(start) > StepDeadline / 4)
            {
                return evidence;
            }

            await Task.Delay(_bench.Pace.Call, cancellationToken);
        }
    }

    /// <summary>The evidence of an ended run.</summary>
    public async Task<Evidence> GatherAsync(CancellationToken cancellationToken)
    {
        var calls = await _bench.Ground.Provider.CallsAsync(cancellationToken);
        await using var rows = _bench.Ground.Store.CreateContext();
        return new Evidence
        {
            Spec = _spec,
            State = _state,
            Items = await rows.WorkItems.AsNoTracking().Where(row => row.RunId == RunId).ToListAsync(cancellationToken),
            Attempts = await rows.Attempts.AsNoTracking().Where(row => rows.WorkItems.Any(item => item.Id == row.ItemId && item.RunId == RunId)).ToListAsync(cancellationToken),
            Measurements = await rows.Measurements.AsNoTracking().Where(row => row.RunId == RunId).ToListAsync(cancellationToken),
            Told = await rows.WarmUps.AsNoTracking().Where(row => row.RunId == RunId).ToListAsync(cancellationToken),
            Calls = [.. calls.Skip(_callsBefore)],
            Duration = _duration ?? TimeSpan.Zero,
            CancelledAtNs = _cancelledAtNs,
            Doubles = await DoubleEntry.TryAsync(_bench.Ground, RunId, cancellationToken),
            Allowance = Allowance,
        };
    }

    private async Task<bool> IsSoAsync(Func<BenchDbContext, Task<bool>> condition, CancellationToken cancellationToken)
    {
        _bench.Supervise();
        try
        {
            await using var rows = _bench.Ground.Store.CreateContext();
            return await condition(rows);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
        {
            return false;
        }
    }

    private static bool HasEnded(RunState state) => state is not (RunState.Planned or RunState.Running or RunState.Cancelling);

    private static long NanosecondsNow() => (long)((Int128)Stopwatch.GetTimestamp() * 1_000_000_000 / Stopwatch.Frequency);
}
