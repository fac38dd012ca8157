using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Workloads;
using Persona.Bench.Faults.Processes;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Worker.Inputs;

namespace Persona.Bench.Distributed;

/// <summary>A coordinator, workers and an emulator, each in its own process, as installed.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("persona-bench-fleet-").FullName;
    private readonly List<ServiceProcess> _processes = [];
    private readonly PostgresStore _store;

    private Fleet(PostgresStore store, string connectionString)
    {
        (_store, ConnectionString) = (store, connectionString);
        Queue = new RunQueue(store, TimeProvider.System);
    }

    public RunQueue Queue { get; }

    public PostgresStore Store => _store;

    public string ConnectionString { get; }

    /// <summary>The provider of all runs.</summary>
    public Uri Emulator { get; private set; } = null!;

    public ServiceProcess Coordinator { get; private set; } = null!;

    /// <summary>Worker ids begin with the names of these processes.</summary>
    public IReadOnlyList<ServiceProcess> Workers { get; private set; } = [];

    public static async Task<Fleet> StartAsync(
        Ground ground, string profile, int workers, int slots, CancellationToken cancellationToken, TimeSpan? lease = null)
    {
        var (store, connection) = await ground.CreateStoreAsync(cancellationToken);
        var fleet = new Fleet(store, connection);
        var emulator = fleet.Add([Programs.Persona, "benchmark", "emulate", "--profile", profile], "emulator", new Dictionary<string, string>());
        var address = fleet.Emulator = await emulator.AddressAsync(cancellationToken);
        Dictionary<string, string> environment = new()
        {
            ["PERSONA_BENCH_STORE"] = $"postgres:{connection}",
            ["PERSONA_BENCH_BROKER"] = ground.Broker,
            ["PERSONA_BENCH_LISTEN"] = "127.0.0.1:0",
            // As in an installed service. The fault suite, whose processes live for seconds, turns it off.
            ["DOTNET_TieredPGO"] = "1",
            ["PERSONA_BENCH_WORKER_SLOTS"] = $"{slots}",
            ["PERSONA_BENCH_WORKER_PROVIDERS"] = "emulated",
            ["PERSONA_BENCH_BASE_URLS"] = $"emulated={address}",
        };
        if (lease is { } length)
        {
            environment["PERSONA_BENCH_LEASE_S"] = $"{length.TotalSeconds}";
        }

        fleet.Coordinator = fleet.Add([Programs.Coordinator], "coordinator", environment);
        fleet.Workers = [.. Enumerable.Range(0, workers).Select(number => fleet.AddWorker($"worker-{number}", environment))];

        await Patience.UntilAsync(
            async () => (await fleet.Queue.LiveWorkersAsync(cancellationToken)).Count == workers, StartDeadline, () => "the workers", cancellationToken);
        return fleet;
    }

    /// <summary>Time from submission to the completed state, with all rows recorded.</summary>
    public async Task<TimeSpan> RunAsync(int iterations, int concurrency, int warmUps, CancellationToken cancellationToken)
    {
        var spec = await SpecAsync(iterations, concurrency, warmUps, cancellationToken);
        var start = Stopwatch.GetTimestamp();
        var runId = await SubmitAsync(spec, cancellationToken);
        await CompletedAsync(runId, cancellationToken);
        return Stopwatch.GetElapsedTime(start);
    }

    public async Task<Guid> SubmitAsync(RunSpec spec, CancellationToken cancellationToken)
    {
        var runId = Guid.CreateVersion7();
        await Queue.PlanAsync(new PlannedRun(runId, spec, RunPlan.Create(spec), null), cancellationToken);
        await Queue.StartAsync(runId, cancellationToken);
        return runId;
    }

    public async Task CompletedAsync(Guid runId, CancellationToken cancellationToken)
    {
        RunState state;
        do
        {
            await Task.Delay(50, cancellationToken);
            // Reads only the state, so that polling does not distort the measurement.
            await using var rows = _store.CreateContext();
            state = await rows.Runs.Where(run => run.Id == runId).Select(run => run.State).SingleAsync(cancellationToken);
        }
        while (state is RunState.Running or RunState.Planned);

        if (state != RunState.Completed)
        {
            throw new InvalidOperationException($"the run ended as {state}");
        }
    }

    /// <summary>Short input, because the benchmark is about the protocol.</summary>
    public static async Task<RunSpec> SpecAsync(int iterations, int concurrency, int warmUps, CancellationToken cancellationToken)
    {
        var workload = BuiltInWorkloads.Quick with { Iterations = iterations, Concurrency = concurrency, WarmUps = warmUps, InputBytes = 300 };
        var pool = await InputPool.LoadAsync(workload.Inputs, "", cancellationToken);
        return new RunSpec
        {
            Workloads = [new RunWorkload(workload, pool.Hash)],
            Providers = [new RunProvider("emulated", "emulated", "emulated")],
            Seed = 1,
            PersonaVersion = "0.0.0",
        };
    }

    /// <summary>Updates the statistics, as the server's autovacuum does once a minute.</summary>
    public async Task AnalyzeAsync(CancellationToken cancellationToken)
    {
        await using var rows = _store.CreateContext();
        await rows.Database.ExecuteSqlRawAsync("ANALYZE", cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Dispose();
        }

        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private ServiceProcess AddWorker(string name, Dictionary<string, string> environment) =>
        Add([Programs.Worker], name, new Dictionary<string, string>(environment) { ["PERSONA_BENCH_WORKER_NAME"] = name });

    private ServiceProcess Add(IReadOnlyList<string> command, string name, IReadOnlyDictionary<string, string> environment)
    {
        var process = new ServiceProcess(command, _folder, name, environment);
        _processes.Add(process);
        return process;
    }
}
