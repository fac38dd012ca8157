using Microsoft.EntityFrameworkCore;
using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Statistics;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Storage.Tests.Runs;

public abstract class RunHistoryTests(TestDatabase database)
{
    private static readonly Guid First = Guid.Parse("01990000-aaaa-7000-8000-000000000001");
    private static readonly Guid Second = Guid.Parse("01990000-bbbb-7000-8000-000000000002");
    private static readonly Guid Third = Guid.Parse("01991111-cccc-7000-8000-000000000003");

    [Theory]
    [InlineData("01990000-aaaa-7000-8000-000000000001", "1")]
    [InlineData("01990000AAAA70008000000000000001", "1")]
    [InlineData("01990000", "2 1")]
    [InlineData("0199-0000-b", "2")]
    [InlineData("0199", "3 2 1")]
    [InlineData("nightly", "2 1")]
    [InlineData("01991111", "1 3")]
    [InlineData("night", "")]
    [InlineData("0198", "")]
    [InlineData("", "")]
    [InlineData("--", "")]
    [InlineData("%", "")]
    public async Task Runs_are_found_by_name_or_by_the_beginning_of_their_id(string text, string expected)
    {
        await using var store = await database.CreateStoreAsync();
        await PlanAsync(store, First, text == "01991111" ? text : "nightly");
        await PlanAsync(store, Second, "nightly");
        await PlanAsync(store, Third, null);

        var found = await store.History.MatchAsync(text, TestStore.Token);

        string.Join(' ', found.Select(id => id == First ? 1 : id == Second ? 2 : 3)).ShouldBe(expected);
    }

    [Fact]
    public async Task The_newest_runs_are_listed_first_and_no_more_than_asked_for()
    {
        await using var store = await database.CreateStoreAsync();
        foreach (var id in new[] { First, Second, Third })
        {
            await PlanAsync(store, id, null);
        }

        (await store.History.ListAsync(2, TestStore.Token)).Select(run => run.RunId).ShouldBe([Third, Second]);
        (await store.History.ListAsync(0, TestStore.Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_does_not_exist_is_null_everywhere()
    {
        await using var store = await database.CreateStoreAsync();

        (await store.History.SpecAsync(First, TestStore.Token)).ShouldBeNull();
        (await store.History.FindAsync(First, TestStore.Token)).ShouldBeNull();
        (await store.History.ProgressAsync(First, TestStore.Token)).ShouldBeNull();
        (await store.History.ReportAsync(First, TestStore.Token)).ShouldBeNull();
        (await store.History.MeasurementsAsync(First, TestStore.Token)).ShouldBeEmpty();
        (await store.History.WorkersAsync(First, TestStore.Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_definition_comes_back_as_it_was_planned()
    {
        await using var store = await database.CreateStoreAsync();
        var spec = TestStore.SpecOf(3, ["a", "b"], ["quick", "standard"]) with
        {
            Name = "nightly",
            GitCommit = "abc",
            GitDirty = false,
            KeepText = true,
            Capture = new CaptureRequest("/tmp/v1.yaml", "v1", Force: true),
        };
        await store.Runs.PlanAsync(new PlannedRun(First, spec, RunPlan.Create(spec), null), TestStore.Token);

        var stored = (await store.History.SpecAsync(First, TestStore.Token)).ShouldNotBeNull();

        (stored with { Workloads = spec.Workloads, Providers = spec.Providers }).ShouldBe(spec);
        stored.Providers.ShouldBe(spec.Providers);
        stored.Workloads.Select(entry => (entry.InputHash, entry.Workload with { Inputs = [] }))
            .ShouldBe(spec.Workloads.Select(entry => (entry.InputHash, entry.Workload with { Inputs = [] })));
    }

    [Fact]
    public async Task Measurements_come_in_the_order_in_which_they_started()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(5);
        foreach (var item in (await store.DispatchAllAsync(runId)).Reverse())
        {
            await store.RecordAsync(await store.ClaimAsync(item));
        }

        (await store.History.MeasurementsAsync(runId, TestStore.Token)).Select(one => one.Iteration).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task Completed_runs_of_a_version_come_the_newest_first_with_the_metrics_that_are_known()
    {
        await using var store = await database.CreateStoreAsync();
        var older = await CompleteAsync(store, new MetricValue("generation_latency_p50", 100, new Interval(90, 110), 1, null));
        var newer = await CompleteAsync(
            store, new MetricValue("throughput_personas_per_minute", 60, null, 1, null), new MetricValue("generation_latency_p99", null, null, 1, "too few"));
        await store.StartRunAsync(1);
        var version = (await store.History.SpecAsync(newer, TestStore.Token))!.PersonaVersion;

        (await store.History.CompletedAsync(version, 10, TestStore.Token)).Select(run => run.RunId).ShouldBe([newer, older]);
        (await store.History.CompletedAsync(version, 1, TestStore.Token)).Single().Spec.PersonaVersion.ShouldBe(version);
        (await store.History.CompletedAsync("another", 10, TestStore.Token)).ShouldBeEmpty();
        (await store.History.MetricsAsync(older, TestStore.Token))
            .ShouldBe([new StoredMetric("quick", "a", "generation_latency_p50", new Estimate(100, new Interval(90, 110)))]);
        (await store.History.MetricsAsync(newer, TestStore.Token))
            .ShouldBe([new StoredMetric("quick", "a", "throughput_personas_per_minute", new Estimate(60, null))]);
    }

    [Fact]
    public async Task A_report_holds_the_counts_the_machines_and_every_series()
    {
        await using var store = await database.CreateStoreAsync();
        await store.RegisterAsync("w1");
        await store.RegisterAsync("idle");
        var runId = await store.StartRunAsync(2, ["a", "b"]);
        foreach (var item in await store.DispatchAllAsync(runId))
        {
            await store.RecordAsync(await store.ClaimAsync(item));
        }

        var report = (await store.History.ReportAsync(runId, TestStore.Token)).ShouldNotBeNull();

        report.Environments.Keys.ShouldBe(["sha256:w1"]);
        report.Series.Select(series => (series.Workload, series.Provider, series.Planned, series.Measured))
            .ShouldBe([("quick", "a", 2, 2), ("quick", "b", 2, 2)]);
        report.State.ShouldBe(RunState.Running);
        report.StartedAt.ShouldNotBeNull();
        report.FinishedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Each_worker_has_the_environment_that_it_saw_even_if_another_had_its_fingerprint_first()
    {
        await using var store = await database.CreateStoreAsync();
        await MeasureAsync(store, "older", Machine with { Region = "eu-west-1", Ci = "github-actions", Probes = Python("3.12.0") }, iterations: 1);
        var seen = Machine with { Region = "us-east-1", Kernel = "7", MemoryGb = 8, Os = "os 2", Runtime = ".NET 10.0.2", Probes = Python("3.13.1") };

        var runId = await MeasureAsync(store, "newer", seen, iterations: 3);
        var resumed = seen with { Region = "us-west-2" };
        await MeasureAsync(store, "after the pause", resumed, iterations: 2, runId);

        var workers = (await store.History.ReportAsync(runId, TestStore.Token)).ShouldNotBeNull().Workers;
        workers.Select(worker => (worker.WorkerId, worker.Fingerprint, worker.Measured))
            .ShouldBe([("newer", "sha256:same", 3), ("after the pause", "sha256:same", 2)]);
        workers.Select(worker => worker.Environment!.Probes["python_version"]).ShouldBe(["3.13.1", "3.13.1"]);
        workers.Select(worker => worker.Environment! with { Probes = seen.Probes }).ShouldBe([seen, resumed]);
    }

    [Fact]
    public async Task A_worker_from_before_its_environment_was_kept_has_that_of_its_fingerprint()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await MeasureAsync(store, "older", Machine, iterations: 1);
        await store.QueryAsync(db => db.Workers.ExecuteUpdateAsync(rows => rows.SetProperty(row => row.Environment, (string?)null), TestStore.Token));

        (await store.History.WorkersAsync(runId, TestStore.Token)).ShouldHaveSingleItem().Environment!.Cpu.ShouldBe("cpu");
    }

    [Fact]
    public async Task A_machine_that_reports_nothing_can_be_read_back()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await MeasureAsync(store, "mute", Machine with { Cpu = null, MemoryGb = null, Kernel = null }, iterations: 1);

        var machine = (await store.History.ReportAsync(runId, TestStore.Token)).ShouldNotBeNull().Workers.ShouldHaveSingleItem().Environment!;

        (machine.Cpu, machine.MemoryGb, machine.Kernel, machine.Os).ShouldBe((null, null, null, "os"));
    }

    [Fact]
    public async Task Every_field_of_a_measurement_comes_back_as_it_was_recorded()
    {
        await using var store = await database.CreateStoreAsync();
        var item = await store.ClaimAsync((await store.DispatchAllAsync(await store.StartRunAsync(1)))[0]);
        var recorded = TestStore.ResultOf(item) with
        {
            Outcome = IterationOutcome.Failed,
            ErrorKind = ErrorKind.RateLimited,
            ErrorDetail = "HTTP 429 — «später»",
            TimeToFirstTokenMs = 0.1 + 0.2,
            FirstOutputTokenMs = 4.5,
            LongestGapMs = 2.25,
            ClientLagMs = 0.75,
            Chunks = 7,
            ArrivedAtOnce = false,
            Compressed = true,
            Opening = true,
            ReasoningTokens = 0,
            CachedInputTokens = 3,
            RetryMs = 1e-9,
            InputTokens = long.MaxValue,
            OutputTokens = 0,
            CostUsd = double.Epsilon,
            MemoryPeakMb = 1e300,
            MemoryAverageMb = 179.3,
            RequestId = "req_1",
            ModelReported = "model",
            PromptHash = "sha256:1",
            ResponseHash = "sha256:2",
            PromptText = "line\nline\t\"'\\",
            ResponseText = "{}",
        };
        // A field left null above would round-trip whatever the columns are.
        typeof(Measurement).GetProperties().Select(property => property.GetValue(recorded)).ShouldAllBe(value => value != null);

        await store.Work.RecordAsync([recorded], TestStore.Token);

        (await store.History.MeasurementsAsync(item.RunId, TestStore.Token)).ShouldBe([recorded]);
        (await store.QueryAsync(db => db.Measurements.AsNoTracking().SingleAsync(TestStore.Token))).ShouldBe(recorded);
    }

    private static EnvironmentFingerprint Machine => new()
    {
        Platform = "linux-x64",
        Cpu = "cpu",
        Cores = 2,
        MemoryGb = 4,
        Os = "os",
        Kernel = "6",
        Runtime = ".NET 10.0.1",
        BenchVersion = "0.1.0",
    };

    private static Dictionary<string, string> Python(string version) => new() { ["python_version"] = version };

    /// <summary>Registers a worker and measures items of a new run of five, or of an existing run.</summary>
    private static async Task<Guid> MeasureAsync(TestStore store, string worker, EnvironmentFingerprint environment, int iterations, Guid? of = null)
    {
        await store.Work.RegisterAsync(
            new WorkerRegistration { WorkerId = worker, Environment = environment, Fingerprint = "sha256:same", Providers = ["emulated"], Slots = 1, Version = "0" },
            TestStore.Token);
        var runId = of ?? await store.StartRunAsync(5);
        // Only pending items: those measured before the pause are not claimed again.
        var items = await store.QueryAsync(db => db.WorkItems.Where(item => item.RunId == runId && item.State == ItemState.Pending)
            .OrderBy(item => item.Iteration).Select(item => item.Id).Take(iterations).ToListAsync(TestStore.Token));
        foreach (var item in items)
        {
            var result = TestStore.ResultOf(await store.ClaimAsync(item, worker), worker) with { Fingerprint = "sha256:same" };
            (await store.Work.RecordAsync([result], TestStore.Token)).ShouldBe([RecordAnswer.Recorded]);
        }

        return runId;
    }

    private static async Task PlanAsync(TestStore store, Guid runId, string? name)
    {
        var spec = TestStore.SpecOf(1, ["emulated"], ["quick"]) with { Name = name };
        (await store.Runs.PlanAsync(new PlannedRun(runId, spec, RunPlan.Create(spec), null), TestStore.Token)).ShouldBeTrue();
        // All in the same millisecond, as can happen on a fast machine: the ids, which are sequential, decide the order.
        await store.QueryAsync(db => db.Runs.ExecuteUpdateAsync(rows => rows.SetProperty(row => row.CreatedAt, DateTimeOffset.UnixEpoch.AddSeconds(1)), TestStore.Token));
    }

    private static async Task<Guid> CompleteAsync(TestStore store, params MetricValue[] metrics)
    {
        var runId = await store.StartRunAsync(1, ["a"], ["quick"]);
        foreach (var item in await store.DispatchAllAsync(runId))
        {
            await store.RecordAsync(await store.ClaimAsync(item));
        }

        var outcome = new RunOutcome(RunState.Completed, [new SeriesMetrics("quick", "a", metrics)]);
        (await store.Runs.CompleteAsync(runId, outcome, TestStore.Token)).ShouldBeTrue();
        return runId;
    }
}

public sealed class SqliteRunHistoryTests() : RunHistoryTests(TestDatabase.Sqlite);

public sealed class PostgresRunHistoryTests() : RunHistoryTests(TestDatabase.Postgres);
