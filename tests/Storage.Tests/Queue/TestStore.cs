using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Workloads;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Storage.Tests.Queue;

/// <summary>A real store for one test, a SQLite file by default, with its queue and helpers to plan runs.</summary>
public sealed class TestStore : IAsyncDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan NoLease = TimeSpan.FromMilliseconds(-1);
    private readonly Func<ValueTask> _remove;

    public TestStore(IStore store, Func<ValueTask> remove)
    {
        _remove = remove;
        Store = store;
        Runs = new RunQueue(Store, TimeProvider.System);
        Work = new WorkQueue(Store, TimeProvider.System);
        History = new RunHistory(Store, TimeProvider.System);
    }

    public IStore Store { get; }

    public RunQueue Runs { get; }

    public WorkQueue Work { get; }

    public RunHistory History { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TestStore> CreateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("persona-bench-").FullName;
        var store = new SqliteStore(Path.Combine(folder, "bench.db"));
        await store.MigrateAsync(Token);
        return new TestStore(store, () =>
        {
            store.Dispose();
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    public async Task<Guid> StartRunAsync(int iterations, string[]? providers = null, string[]? workloads = null)
    {
        var runId = Guid.CreateVersion7();
        var spec = SpecOf(iterations, providers ?? ["emulated"], workloads ?? ["quick"]);
        await Runs.PlanAsync(new PlannedRun(runId, spec, RunPlan.Create(spec), "tester"), Token);
        (await Runs.StartAsync(runId, Token)).ShouldBeTrue();
        return runId;
    }

    public static RunSpec SpecOf(int iterations, string[] providers, string[] workloads) => new()
    {
        Workloads = [.. workloads.Select(name => new RunWorkload(WorkloadOf(name, iterations), "sha256:00"))],
        Providers = [.. providers.Select(name => new RunProvider(name, "emulated", "model"))],
        Seed = 7,
        PersonaVersion = "1.0.0",
    };

    public async Task<IReadOnlyList<Guid>> DispatchAllAsync(Guid runId) =>
        [.. (await DispatchAsync(runId, int.MaxValue)).SelectMany(block => block.Items).Select(item => item.ItemId)];

    /// <summary>Dispatches blocks of all providers of the run.</summary>
    public async Task<IReadOnlyList<DispatchedBlock>> DispatchAsync(Guid runId, int inFlight, int atLeast = 0) => await Runs.DispatchAsync(
        runId, inFlight, atLeast, [.. (await History.SpecAsync(runId, Token))!.Providers.Select(provider => provider.Name)], Token);

    public async Task<ClaimedItem> ClaimAsync(Guid itemId, string worker = "w1", TimeSpan? lease = null) =>
        (await TryClaimAsync(itemId, worker, lease ?? Lease)).ShouldNotBeNull();

    /// <returns>The claimed item, or null if the claim was refused.</returns>
    public async Task<ClaimedItem?> TryClaimAsync(Guid itemId, string worker, TimeSpan lease) =>
        await AskForAsync(new ItemClaim(itemId), worker, lease) is ClaimAnswer.Claimed claimed ? claimed.Item : null;

    public async Task<ClaimAnswer> AskForAsync(ItemClaim claim, string worker = "w1", TimeSpan? lease = null) =>
        (await Work.ClaimAsync(worker, lease ?? Lease, [claim], Token)).ShouldHaveSingleItem();

    public async Task<RecordAnswer> RecordAsync(ClaimedItem item, string worker = "w1") =>
        (await Work.RecordAsync([ResultOf(item, worker)], Token)).ShouldHaveSingleItem();

    public Task RegisterAsync(string worker, params string[] providers) => Work.RegisterAsync(
        new WorkerRegistration
        {
            WorkerId = worker,
            Environment = new EnvironmentFingerprint
            {
                Platform = "linux-x64",
                Cpu = "cpu",
                Cores = 2,
                MemoryGb = 4,
                Os = "os",
                Kernel = "k",
                Runtime = ".NET 10",
                BenchVersion = "0",
            },
            Fingerprint = "sha256:" + worker,
            Providers = providers is [] ? ["emulated"] : providers,
            Slots = 1,
            Version = "0",
        },
        Token);

    public static Measurement ResultOf(ClaimedItem item, string worker = "w1") => new()
    {
        ItemId = item.ItemId,
        RunId = item.RunId,
        Workload = item.Workload,
        Provider = item.Provider,
        Iteration = item.Iteration,
        Attempt = item.Attempt,
        WorkerId = worker,
        Fingerprint = "sha256:" + worker,
        StartedAt = DateTimeOffset.UnixEpoch.AddSeconds(item.Iteration),
        EndedAt = DateTimeOffset.UnixEpoch.AddSeconds(item.Iteration + 1),
        Outcome = IterationOutcome.Succeeded,
        LatencyMs = 100 + item.Iteration,
        ApiCalls = 1,
        PersonasRequested = 1,
        PersonasReturned = 1,
        PersonasValid = 1,
    };

    /// <summary>Queries the rows directly through the EF model.</summary>
    public async Task<T> QueryAsync<T>(Func<BenchDbContext, Task<T>> query)
    {
        await using var context = Store.CreateContext();
        return await query(context);
    }

    public ValueTask DisposeAsync() => _remove();

    private static Workload WorkloadOf(string name, int iterations) => new()
    {
        Name = name,
        Description = name,
        Inputs = [],
        InputBytes = 1,
        Personas = 1,
        Iterations = iterations,
    };
}
