using Persona.Bench.Core.Workloads;
using Persona.Bench.Faults.Paces;
using Persona.Bench.Faults.Servers;
using Persona.Bench.Faults.Trials;
using Persona.Bench.Worker.Inputs;

namespace Persona.Bench.Faults.Bench;

/// <summary>Servers, provider, coordinator and workers, all real processes. Runs one trial after another.</summary>
public sealed class FaultBench : IAsyncLifetime
{
    private BenchGround? _ground;
    private string _inputHash = "";
    private int _seed;
    private Trial? _last;
    private Pace? _pace;

    internal BenchGround Ground => _ground ?? throw new InvalidOperationException("the bench is not set up");

    internal CoordinatorSeat Coordinator { get; private set; } = null!;

    /// <summary>Started only for trials with two coordinators.</summary>
    internal CoordinatorSeat SecondCoordinator { get; private set; } = null!;

    internal IReadOnlyList<WorkerSeat> Workers { get; private set; } = [];

    /// <summary>The pace of this machine without a fault: the slowest measured so far.</summary>
    internal Pace Pace => _pace ?? throw new InvalidOperationException("no run without a fault has been measured yet");

    private IEnumerable<Seat> Seats => [Coordinator, SecondCoordinator, .. Workers];

    public async ValueTask InitializeAsync()
    {
        if (PrivateServers.Missing is null)
        {
            await LayAsync(1, TestContext.Current.CancellationToken);
        }
    }

    /// <param name="seed">Seed of the first trial; each later trial uses the next.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    internal async Task LayAsync(int seed, CancellationToken cancellationToken)
    {
        _seed = seed;
        _ground = await BenchGround.LayAsync(cancellationToken);
        _inputHash = (await InputPool.LoadAsync(BuiltInWorkloads.Inputs, _ground.Folder, cancellationToken)).Hash;
        Coordinator = new CoordinatorSeat(_ground, "coordinator-1");
        SecondCoordinator = new CoordinatorSeat(_ground, "coordinator-2");
        Workers = [.. Enumerable.Range(1, BenchSettings.Workers).Select(number => new WorkerSeat(_ground, $"worker-{number}"))];
    }

    /// <summary>Skips the test if this machine lacks the servers.</summary>
    internal void RequireServers() => Assert.SkipWhen(_ground is null, PrivateServers.Missing ?? "");

    /// <summary>Undoes every fault: all connections restored, every service running and ready.</summary>
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

    /// <summary>Restores the bench and prepares a trial; its run is not submitted yet.</summary>
    internal async Task<Trial> BeginAsync(CancellationToken cancellationToken)
    {
        _pace ??= await UndisturbedRun.MeasureAsync(this, cancellationToken);
        return await PrepareAsync(cancellationToken);
    }

    /// <summary>Measures the pace again: the machine may be busier than before.</summary>
    internal async Task<Pace> MeasureAgainAsync(CancellationToken cancellationToken) =>
        _pace = Pace.Or(await UndisturbedRun.MeasureAsync(this, cancellationToken));

    /// <summary>Measures the pace first, which stops every service, and then starts the second coordinator.</summary>
    internal async Task StartSecondCoordinatorAsync(CancellationToken cancellationToken)
    {
        _pace ??= await UndisturbedRun.MeasureAsync(this, cancellationToken);
        await MendAsync(cancellationToken);
        await SecondCoordinator.StartAsync(cancellationToken);
    }

    /// <summary>Sends SIGKILL to every service.</summary>
    internal void KillAll()
    {
        foreach (var seat in Seats.Where(seat => seat.IsAlive))
        {
            seat.Kill();
        }
    }

    /// <summary>Like <see cref="BeginAsync"/>, for the run that measures the pace.</summary>
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
