using Microsoft.EntityFrameworkCore;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Storage.Tests.Runs;

public sealed class RunHistoryTests
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
        await using var store = await TestStore.CreateAsync();
        await PlanAsync(store, First, text == "01991111" ? text : "nightly");
        await PlanAsync(store, Second, "nightly");
        await PlanAsync(store, Third, null);

        var found = await store.History.MatchAsync(text, TestStore.Token);

        string.Join(' ', found.Select(id => id == First ? 1 : id == Second ? 2 : 3)).ShouldBe(expected);
    }

    [Fact]
    public async Task The_newest_runs_are_listed_first_and_no_more_than_asked_for()
    {
        await using var store = await TestStore.CreateAsync();
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
        await using var store = await TestStore.CreateAsync();

        (await store.History.SpecAsync(First, TestStore.Token)).ShouldBeNull();
        (await store.History.FindAsync(First, TestStore.Token)).ShouldBeNull();
        (await store.History.ProgressAsync(First, TestStore.Token)).ShouldBeNull();
        (await store.History.ReportAsync(First, TestStore.Token)).ShouldBeNull();
        (await store.History.MeasurementsAsync(First, TestStore.Token)).ShouldBeEmpty();
        (await store.History.EnvironmentsAsync(First, TestStore.Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_definition_comes_back_as_it_was_planned()
    {
        await using var store = await TestStore.CreateAsync();
        var spec = TestStore.SpecOf(3, ["a", "b"], ["quick", "standard"]) with
        {
            Name = "nightly",
            GitCommit = "abc",
            GitDirty = false,
            KeepText = true,
            Capture = new CaptureRequest("/tmp/v1.yaml", "v1", Force: true),
        };
        await store.Runs.PlanAsync(new PlannedRun(First, spec, RunPlan.Of(spec), null), TestStore.Token);

        var stored = (await store.History.SpecAsync(First, TestStore.Token)).ShouldNotBeNull();

        (stored with { Workloads = spec.Workloads, Providers = spec.Providers }).ShouldBe(spec);
        stored.Providers.ShouldBe(spec.Providers);
        stored.Workloads.Select(entry => (entry.InputHash, entry.Workload with { Inputs = [] }))
            .ShouldBe(spec.Workloads.Select(entry => (entry.InputHash, entry.Workload with { Inputs = [] })));
    }

    [Fact]
    public async Task Measurements_come_in_the_order_in_which_they_started()
    {
        await using var store = await TestStore.CreateAsync();
        var runId = await store.StartRunAsync(5);
        foreach (var item in (await store.DispatchAllAsync(runId)).Reverse())
        {
            await store.RecordAsync(await store.ClaimAsync(item));
        }

        (await store.History.MeasurementsAsync(runId, TestStore.Token)).Select(one => one.Iteration).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task A_report_holds_the_counts_the_machines_and_every_series()
    {
        await using var store = await TestStore.CreateAsync();
        await store.AnnounceAsync("w1");
        await store.AnnounceAsync("idle");
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

    private static async Task PlanAsync(TestStore store, Guid runId, string? name)
    {
        var spec = TestStore.SpecOf(1, ["emulated"], ["quick"]) with { Name = name };
        (await store.Runs.PlanAsync(new PlannedRun(runId, spec, RunPlan.Of(spec), null), TestStore.Token)).ShouldBeTrue();
        // All in the same millisecond, as on a fast machine now and then: the ids, which are made in order, decide.
        await store.Store.WriteAsync(
            db => db.Database.ExecuteSqlRawAsync("UPDATE run SET created_at = 1000", TestStore.Token), TestStore.Token);
    }
}
