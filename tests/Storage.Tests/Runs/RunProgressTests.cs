using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Storage.Tests.Runs;

public abstract class RunProgressTests(TestDatabase database)
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds());

    [Fact]
    public async Task Before_the_first_iteration_nothing_is_known()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(4, ["a", "b"], ["quick"]);

        var progress = await ProgressAsync(store, runId, Start);

        (progress.State, progress.Elapsed).ShouldBe((RunState.Running, null));
        progress.Series.ShouldBe([Nothing("a"), Nothing("b")]);
    }

    [Fact]
    public async Task Rate_estimate_and_time_left_follow_from_what_was_measured()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(10);
        await RecordAsync(store, runId, [(0, 2, 500, null), (2, 4, 300, null), (4, 6, 900, null), (6, 8, 0, ErrorKind.Server)]);

        var progress = await ProgressAsync(store, runId, Start.AddSeconds(8));

        progress.Elapsed.ShouldBe(TimeSpan.FromSeconds(8));
        progress.Series.ShouldHaveSingleItem().ShouldBe(Nothing("emulated") with
        {
            Planned = 10,
            Measured = 4,
            Failed = 1,
            Error = "server",
            TypicalLatencyMs = 500,
            PerSecond = 0.5,
            Left = TimeSpan.FromSeconds(12),
        });
    }

    [Fact]
    public async Task The_rate_of_a_finished_series_stays_what_it_was()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(2);
        await RecordAsync(store, runId, [(0, 2, 200, null), (2, 4, 400, null)]);

        var series = (await ProgressAsync(store, runId, Start.AddHours(1))).Series.ShouldHaveSingleItem();

        (series.PerSecond, series.Left, series.TypicalLatencyMs).ShouldBe((0.5, TimeSpan.Zero, 300));
    }

    [Fact]
    public async Task A_run_that_was_stopped_has_no_time_left_and_its_time_does_not_go_on()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(4);
        await RecordAsync(store, runId, [(0, 2, 200, null), (2, 4, 400, null)]);
        await store.Runs.StopAsync(runId, TestStore.Token);

        var progress = await ProgressAsync(store, runId, Start.AddHours(1));

        progress.Elapsed.ShouldBe(TimeSpan.FromSeconds(4));
        var series = progress.Series.ShouldHaveSingleItem();
        (series.PerSecond, series.Left).ShouldBe((0.5, null));
    }

    [Fact]
    public async Task The_most_frequent_error_is_named()
    {
        await using var store = await database.CreateStoreAsync();
        var runId = await store.StartRunAsync(4);
        await RecordAsync(store, runId, [(0, 1, 0, ErrorKind.Auth), (1, 2, 0, ErrorKind.RateLimited), (2, 3, 0, ErrorKind.RateLimited)]);

        var series = (await ProgressAsync(store, runId, Start.AddSeconds(3))).Series.ShouldHaveSingleItem();

        (series.Failed, series.Error, series.TypicalLatencyMs).ShouldBe((3, "rate_limited", null));
    }

    private static SeriesProgress Nothing(string provider) =>
        new() { Workload = "quick", Provider = provider, Planned = 4, Measured = 0, Failed = 0 };

    private static async Task<RunProgress> ProgressAsync(TestStore store, Guid runId, DateTimeOffset now) =>
        (await new RunHistory(store.Store, new StandingClock(now)).ProgressAsync(runId, TestStore.Token)).ShouldNotBeNull();

    private static async Task RecordAsync(
        TestStore store, Guid runId, IReadOnlyList<(int StartSecond, int EndSecond, double LatencyMs, ErrorKind? Error)> iterations)
    {
        foreach (var (item, (start, end, latency, error)) in (await store.DispatchAllAsync(runId)).Zip(iterations))
        {
            var result = TestStore.ResultOf(await store.ClaimAsync(item)) with
            {
                StartedAt = Start.AddSeconds(start),
                EndedAt = Start.AddSeconds(end),
                Outcome = error is null ? IterationOutcome.Succeeded : IterationOutcome.Failed,
                ErrorKind = error,
                LatencyMs = error is null ? latency : null,
            };
            (await store.Work.RecordAsync([result], TestStore.Token)).ShouldBe([RecordAnswer.Recorded]);
        }
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

public sealed class SqliteRunProgressTests() : RunProgressTests(TestDatabase.Sqlite);

public sealed class PostgresRunProgressTests() : RunProgressTests(TestDatabase.Postgres);
