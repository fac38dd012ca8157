using Persona.Bench.Core.Workloads;
using Persona.Bench.Faults.Paces;
using Persona.Bench.Faults.Servers;
using Persona.Bench.Faults.Trials;
using Persona.Bench.Worker.Inputs;

namespace Persona.Bench.Faults.Bench;

/// <summary>Servers, provider, coordinator and workers, all real processes, for trials one after the other.</summary>
public sealed class FaultBench : IAsyncLifetime
{
    private BenchGround? _ground;
    private string _inputHash = "";
    private int _seed;
    private Trial? _last;
    private Pace? _pace;

    internal BenchGround Ground => _ground ?? throw new InvalidOperationException("the bench was not laid");

    internal CoordinatorSeat Coordinator { get; private set; } = null!;

    /// <summary>Started only where a trial wants two.</summary>
    internal CoordinatorSeat SecondCoordinator { get; private set; } = null!;

    internal IReadOnlyList<WorkerSeat> Workers { get; private set; } = [];

    /// <summary>What this machine needs for a run without a fault; the slowest that was measured.</summary>
    internal Pace Pace => _pace ?? throw new InvalidOperationException("no run without a fault was measured yet");

    private IEnumerable<Seat> Seats => [Coordinator, SecondCoordinator, .. Workers];

    public async ValueTask InitializeAsync()
    {
        if (PrivateServers.Missing is null)
        {
            await LayAsync(1, TestContext.Current.CancellationToken);
        }
    }

    /// <param name="seed">Of the first trial; each later one has the next.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    internal async Task LayAsync(int seed, CancellationToken cancellationToken)
    {
        _seed = seed;
        _ground = await BenchGround.LayAsync(cancellationToken);
        _inputHash = (await InputPool.LoadAsync(BuiltInWorkloads.Inputs, _ground.Folder, cancellationToken)).Hash;
        Coordinator = new CoordinatorSeat(_ground, "coordinator-1");
        SecondCoordinator = new CoordinatorSeat(_ground, "coordinator-2");
        Workers = [.. Enumerable.Range(1, BenchSettings.Workers).Select(number => new WorkerSeat(_ground, $"worker-{number}"))];
    }

    /// <summary>Skips the test on a machine without the servers.</summary>
    internal void RequireServers() => Assert.SkipWhen(_ground is null, PrivateServers.Missing ?? "");

    /// <summary>Everything is as if nothing had ever failed: all connections free, every seat taken and ready.</summary>
    internal async Task MendAsync(CancellationToken cancellationToken)
    {
        RequireServers();
        await Ground.Provider.ForgetFaultsAsync(cancellationToken);
        foreach (var seat in Seats)
        {
            seat.Restore();
        }

        Seat[] wanted = [Coordinator, .. Workers];
        foreach (var seat in wanted)
        {
            seat.Begin();
        }

        foreach (var seat in wanted)
        {
            await seat.ReadyAsync(cancellationToken);
        }
    }

    /// <summary>See <see cref="Seat.Supervise"/>.</summary>
    internal void Supervise()
    {
        foreach (var seat in Seats)
        {
            seat.Supervise();
        }
    }

    /// <summary>A trial on a mended bench; its run is not submitted yet.</summary>
    internal async Task<Trial> BeginAsync(CancellationToken cancellationToken)
    {
        _pace ??= await UndisturbedRun.MeasureAsync(this, cancellationToken);
        return await PrepareAsync(cancellationToken);
    }

    /// <summary>Measures the pace again: the machine may have more to do than before.</summary>
    internal async Task<Pace> MeasureAgainAsync(CancellationToken cancellationToken) =>
        _pace = Pace.Or(await UndisturbedRun.MeasureAsync(this, cancellationToken));

    /// <summary>Measuring the pace ends every service, so it comes before the second coordinator starts.</summary>
    internal async Task StartSecondCoordinatorAsync(CancellationToken cancellationToken)
    {
        _pace ??= await UndisturbedRun.MeasureAsync(this, cancellationToken);
        await MendAsync(cancellationToken);
        await SecondCoordinator.StartAsync(cancellationToken);
    }

    /// <summary>SIGKILL for every service.</summary>
    internal void KillAll()
    {
        foreach (var seat in Seats.Where(seat => seat.IsAlive))
        {
            seat.Kill();
        }
    }

    /// <summary>As <see cref="BeginAsync"/>, for a run that is itself the measure.</summary>
    internal async Task<Trial> PrepareAsync(CancellationToken cancellationToken)
    {
        await MendAsync(cancellationToken);
        if (_last is not null)
        {
            await _last.AbandonAsync(cancellationToken);
        }

        return _last = await Trial.PrepareAsync(this, BenchSettings.SpecOf(_seed++, _inputHash, BenchSettings.Iterations), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_ground is null)
        {
            return;
        }

        foreach (var seat in Seats)
        {
            await seat.DisposeAsync();
        }

        await _ground.DisposeAsync();
    }
}
