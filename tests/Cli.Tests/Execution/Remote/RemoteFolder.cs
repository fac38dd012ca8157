using Npgsql;
using Persona.Bench.Cli.Tests.EndToEnd;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Cli.Tests.Execution.Remote;

/// <summary>
/// A folder with its own PostgreSQL database as the store. The tests act as coordinator and workers on that store;
/// the command line does not use the broker, so there is none.
/// </summary>
internal sealed class RemoteFolder : IAsyncDisposable
{
    private const string Workloads = "workloads: {tiny: {inputs: [\"shipped:bike-share-survey.csv\"], input_bytes: 300, iterations: 4, warmups: 0}}";

    private RemoteFolder(TestStore store) => Store = store;

    public BenchFolder Folder { get; } = new();

    public TestStore Store { get; }

    public PostgresStore Postgres => (PostgresStore)Store.Store;

    public static async Task<RemoteFolder> CreateAsync()
    {
        var folder = new RemoteFolder(await TestDatabase.Postgres.CreateStoreAsync());
        folder.UseStore(AddressOf((PostgresStore)folder.Store.Store));
        folder.Folder.Environment["PERSONA_BENCH_BROKER"] = "amqp://127.0.0.1:1/none";
        // A provider whose key is not available here.
        folder.Folder.Configure(Workloads, "default_workload: tiny", "default_provider: openai");
        return folder;
    }

    public static NpgsqlConnectionStringBuilder AddressOf(PostgresStore store) =>
        new(Environment.GetEnvironmentVariable("PERSONA_TEST_POSTGRES")) { Database = store.Name["postgres:".Length..], Pooling = false };

    public void UseStore(NpgsqlConnectionStringBuilder address) => Folder.Environment["PERSONA_BENCH_STORE"] = $"postgres:{address.ConnectionString}";

    /// <summary>Waits until a run is running, and returns the newest.</summary>
    public async Task<Guid> RunningAsync()
    {
        Guid? found = null;
        await Patience.UntilAsync(
            async () =>
            {
                found = (await Store.Runs.OpenRunsAsync(TestStore.Token)).LastOrDefault(run => run.State == RunState.Running)?.RunId;
                return found is not null;
            },
            "a run in the store");
        return found!.Value;
    }

    /// <summary>Measures up to <paramref name="most"/> pending items, taking the workers in turn.</summary>
    public async Task MeasureAsync(Guid runId, int most, params string[] workers)
    {
        foreach (var (index, item) in (await HintsAsync(runId)).Take(most).Index())
        {
            var worker = workers[index % workers.Length];
            await RecordAsync(await Store.ClaimAsync(item, worker), worker);
        }
    }

    public Task RecordAsync(ClaimedItem item, string worker) => RecordAsync(TestStore.ResultOf(item, worker) with { LatencyMs = 190 + item.Iteration });

    /// <summary>Fails all pending items.</summary>
    public async Task FailAsync(Guid runId, string worker)
    {
        foreach (var item in await HintsAsync(runId))
        {
            var result = TestStore.ResultOf(await Store.ClaimAsync(item, worker), worker);
            await RecordAsync(result with { Outcome = IterationOutcome.Failed, ErrorKind = ErrorKind.Server, ErrorDetail = "HTTP 500", LatencyMs = null });
        }
    }

    private async Task RecordAsync(Measurement measured)
    {
        var now = TimeProvider.System.GetUtcNow();
        var result = measured with { StartedAt = now.AddMilliseconds(-200), EndedAt = now };
        (await Store.Work.RecordAsync([result], TestStore.Token)).ShouldBe([RecordAnswer.Recorded]);
    }

    /// <summary>Refuses the work, as a worker whose input differs does.</summary>
    public Task RefuseAsync(Guid runId, string worker, string reason) =>
        Store.Work.RefuseAsync(worker, new SeriesKey(runId, "tiny", "openai"), reason, TestStore.Token);

    public async Task<ClaimedItem> ClaimAsync(Guid runId, string worker) => await Store.ClaimAsync((await HintsAsync(runId))[0], worker);

    /// <summary>Completes a run that has no open items, as a coordinator does.</summary>
    public async Task CompleteAsync(Guid runId, RunState state = RunState.Completed)
    {
        (await Store.Runs.IsDrainedAsync(runId, TestStore.Token)).ShouldBeTrue();
        (await Store.Runs.CompleteAsync(runId, new RunOutcome(state, []), TestStore.Token)).ShouldBeTrue();
    }

    public async Task<RunState> StateAsync(Guid runId) => (await Store.History.FindAsync(runId, TestStore.Token))!.State;

    public async ValueTask DisposeAsync()
    {
        Folder.Dispose();
        await Store.DisposeAsync();
    }

    // Dispatches again the hints that were not claimed.
    private async Task<IReadOnlyList<Guid>> HintsAsync(Guid runId)
    {
        await Store.Runs.ReconcileAsync(runId, TimeSpan.Zero, TestStore.Token);
        return await Store.DispatchAllAsync(runId);
    }
}
