using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Persona.Bench.Contracts;
using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Workloads;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Storage.Tests.Queue;
using Persona.Bench.Worker.Inputs;
using Persona.Bench.Worker.Iterations;
using Persona.Bench.Worker.Runs;

namespace Persona.Bench.Worker.Tests.Iterations;

/// <summary>A complete worker as the product registers it: real store, real spool, in-memory bus, HTTP to the test's provider.</summary>
internal sealed class TestWorker : IAsyncDisposable
{
    public const string Provider = "served";
    private readonly string _folder = Directory.CreateTempSubdirectory("persona-bench-").FullName;
    private readonly Dictionary<Guid, IReadOnlyList<IterationBlockV1>> _blocks = [];
    private IHost _host = null!;

    private TestWorker(TestStore store) => (Store, Queue) = (store, new FaultyQueue(store.Work));

    public TestStore Store { get; }

    public FaultyQueue Queue { get; }

    /// <summary>The clock of the suspension watch and of everything that measures time with it.</summary>
    public JumpingClock Clock { get; } = new();

    public Slots Slots => _host.Services.GetRequiredService<Slots>();

    public BlockIntake Intake => _host.Services.GetRequiredService<BlockIntake>();

    public RunningIterations Running => _host.Services.GetRequiredService<RunningIterations>();

    public WorkerPresence Presence => _host.Services.GetRequiredService<WorkerPresence>();

    public RunContexts Contexts => _host.Services.GetRequiredService<RunContexts>();

    public IBusControl Bus => _host.Services.GetRequiredService<IBusControl>();

    public static async Task<TestWorker> StartAsync(Uri url, Action<WorkerOptions>? configure = null, Func<ProviderDefinition, ProviderDefinition>? provider = null)
    {
        var worker = new TestWorker(await TestStore.CreateAsync());
        var definition = new ProviderDefinition { Name = Provider, Kind = ProviderKind.Emulated, Model = "model", BaseUrl = url };
        worker._host = worker.Build(options =>
        {
            options.Slots = 4;
            options.Providers = new Dictionary<string, ProviderDefinition> { [Provider] = provider?.Invoke(definition) ?? definition };
            configure?.Invoke(options);
        });
        await worker._host.StartAsync(TestStore.Token);
        return worker;
    }

    /// <summary>Plans and starts a run, and marks all its blocks as dispatched.</summary>
    public async Task<Guid> StartRunAsync(int iterations, Func<Workload, Workload>? workload = null, Func<RunSpec, RunSpec>? spec = null)
    {
        var definition = TestStore.SpecOf(iterations, [Provider], ["quick"]);
        var quick = definition.Workloads[0].Workload with { Inputs = ["shipped:bike-share-survey.csv"], WarmUps = 0, Concurrency = 4, InputBytes = 400 };
        var pool = await InputPool.LoadAsync(quick.Inputs, "", TestStore.Token);
        definition = definition with { Workloads = [new RunWorkload(workload?.Invoke(quick) ?? quick, pool.Hash)] };
        definition = spec?.Invoke(definition) ?? definition;
        var runId = Guid.CreateVersion7();
        await Store.Runs.PlanAsync(new PlannedRun(runId, definition, RunPlan.Create(definition), null), TestStore.Token);
        await Store.Runs.StartAsync(runId, TestStore.Token);
        await DispatchAsync(runId);
        return runId;
    }

    public async Task DispatchAsync(Guid runId) => _blocks[runId] =
    [
        .. (await Store.DispatchAsync(runId, int.MaxValue)).Select(block => new IterationBlockV1
        {
            RunId = runId,
            Workload = block.Workload,
            Items = [.. block.Items.Select(item => new IterationHintV1 { ItemId = item.ItemId, Provider = item.Provider })],
        }),
    ];

    public IReadOnlyList<IterationBlockV1> BlocksOf(Guid runId) => _blocks[runId];

    /// <summary>Starts a run of one iteration, whose call then waits at the provider.</summary>
    public async Task<(Guid RunId, Guid ItemId)> StartCallAsync(HeldProvider provider)
    {
        var runId = await StartRunAsync(1);
        await TakeAsync(runId, 0);
        await Patience.UntilAsync(() => provider.Held == 1, "the call");
        return (runId, _blocks[runId][0].Items[0].ItemId);
    }

    public Task TakeAsync(Guid runId, int block) => Intake.TakeAsync(_blocks[runId][block], TestStore.Token);

    /// <summary>Takes all blocks concurrently, as if their messages arrived together. Completes when all are claimed.</summary>
    public Task TakeAllAsync(Guid runId) => Task.WhenAll(_blocks[runId].Select(block => Intake.TakeAsync(block, TestStore.Token)));

    public Task<IReadOnlyList<Measurement>> MeasurementsAsync(Guid runId) => Store.History.MeasurementsAsync(runId, TestStore.Token);

    public Task UntilMeasuredAsync(Guid runId, int iterations) =>
        Patience.UntilAsync(async () => (await MeasurementsAsync(runId)).Count == iterations, $"{iterations} measurements");

    public Task UntilIdleAsync() => Patience.UntilAsync(() => Running.All.Count == 0, "the end of all iterations");

    public Task<WorkItemRow> ItemAsync(Guid itemId) => Store.QueryAsync(async db => (await db.WorkItems.FindAsync([itemId], TestStore.Token))!);

    public Task<AttemptOutcome[]> AttemptsAsync(Guid itemId) => Store.QueryAsync(db => Task.FromResult<AttemptOutcome[]>(
        [.. db.Attempts.Where(attempt => attempt.ItemId == itemId).OrderBy(attempt => attempt.Attempt).Select(attempt => attempt.Outcome)]));

    public Task<RefusalRow[]> RefusalsAsync() => Store.QueryAsync(db => Task.FromResult<RefusalRow[]>([.. db.Refusals]));

    public Task StopAsync() => _host.StopAsync(TestStore.Token);

    public async ValueTask DisposeAsync()
    {
        Running.CancelAll();
        Queue.Failing.Clear();
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private IHost Build(Action<WorkerOptions> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<IWorkQueue>(Queue);
        builder.Services.AddSingleton<IRunHistory>(Store.History);
        builder.Services.AddWorker(options =>
        {
            options.WorkerId = "w1";
            options.SpoolFolder = Path.Combine(_folder, "spool");
            options.Machine = Machine;
            configure(options);
        });
        builder.Services.AddMassTransit(bus => bus.DisableUsageTelemetry().UsingInMemory());
        return builder.Build();
    }

    private static readonly EnvironmentFingerprint Machine = new()
    {
        Platform = "linux-x64",
        Cpu = "cpu",
        Cores = 2,
        MemoryGb = 4,
        Os = "os",
        Kernel = "k",
        Runtime = ".NET 10",
        BenchVersion = "0",
    };
}
