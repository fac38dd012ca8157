using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Tests.Queue;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Worker.Tests.Recording;

public sealed class SpoolTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("persona-bench-").FullName, "spool");

    [Fact]
    public async Task What_a_dead_worker_had_measured_is_recorded_by_the_next_one()
    {
        await using var store = await TestStore.CreateAsync();
        var runId = await store.StartRunAsync(2);
        var items = await store.DispatchAllAsync(runId);
        await DieAfterSpoolingAsync([await store.ClaimAsync(items[0]), await store.ClaimAsync(items[1])]);

        (await ReplayAsync(store)).ShouldBe(2);

        (await store.History.MeasurementsAsync(runId, TestStore.Token)).Count.ShouldBe(2);
        Directory.EnumerateFiles(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_result_in_the_spool_whose_item_was_repeated_meanwhile_is_not_used()
    {
        await using var store = await TestStore.CreateAsync();
        var runId = await store.StartRunAsync(1);
        var dead = await store.ClaimAsync((await store.DispatchAllAsync(runId))[0], "dead");
        await store.Runs.ReleaseLostAsync(runId, "dead", TestStore.Token);
        await store.RecordAsync(await store.ClaimAsync(dead.ItemId, "alive"), "alive");
        await DieAfterSpoolingAsync([dead]);

        (await ReplayAsync(store)).ShouldBe(0);

        (await store.History.MeasurementsAsync(runId, TestStore.Token)).ShouldHaveSingleItem().WorkerId.ShouldBe("alive");
    }

    [Fact]
    public async Task A_line_that_was_cut_off_by_the_death_of_its_writer_is_left_out()
    {
        await using var store = await TestStore.CreateAsync();
        var runId = await store.StartRunAsync(1);
        var path = await DieAfterSpoolingAsync([await store.ClaimAsync((await store.DispatchAllAsync(runId))[0])]);
        await File.AppendAllTextAsync(path, "{\"item_id\":\"0199", TestStore.Token);

        (await ReplayAsync(store)).ShouldBe(1);
        File.Exists(path).ShouldBeFalse();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{\"item_id\":\"0199")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("garbage \u0001")]
    public async Task A_line_that_is_no_result_is_set_aside_and_keeps_no_other_out(string line)
    {
        await using var store = await TestStore.CreateAsync();
        var runId = await store.StartRunAsync(2);
        var items = await store.DispatchAllAsync(runId);
        var path = await DieAfterSpoolingAsync([await store.ClaimAsync(items[0]), await store.ClaimAsync(items[1])]);
        var lines = await File.ReadAllLinesAsync(path, TestStore.Token);
        await File.WriteAllLinesAsync(path, [lines[0], line, lines[1]], TestStore.Token);

        var replay = ReplayOf(store);
        (await replay.ReplayAsync(TestStore.Token)).ShouldBe(2);

        var rejected = Path.Combine(_folder, "dead.rejected.jsonl");
        Directory.EnumerateFiles(_folder).ShouldBe([rejected]);
        (await File.ReadAllTextAsync(rejected, TestStore.Token)).ShouldBe(line + "\n");
        ShouldBePrivate(rejected);
        replay.Notices.ShouldBe([$"{path}: line 2 not recorded (unreadable); kept in {rejected}"]);
        (await ReplayOf(store).ReplayAsync(TestStore.Token)).ShouldBe(0);
        (await File.ReadAllTextAsync(rejected, TestStore.Token)).ShouldBe(line + "\n");
    }

    [Fact]
    public async Task A_result_that_the_store_refuses_is_set_aside_and_its_item_is_not_repeated()
    {
        await using var store = await TestStore.CreateAsync();
        await Refusal.OfModelAsync(store, "bad");
        var runId = await store.StartRunAsync(3);
        var claimed = new List<ClaimedItem>();
        foreach (var item in await store.DispatchAllAsync(runId))
        {
            claimed.Add(await store.ClaimAsync(item, "dead"));
        }

        var path = await DieAfterSpoolingAsync(claimed, result => result.Iteration == 2 ? result with { ModelReported = "bad" } : result);
        var lines = await File.ReadAllLinesAsync(path, TestStore.Token);

        (await ReplayAsync(store)).ShouldBe(2);

        (await File.ReadAllLinesAsync(SpoolFolder.RejectedPathOf(path), TestStore.Token)).ShouldBe([lines[1]]);
        File.Exists(path).ShouldBeFalse();
        await Refusal.ShouldHaveStandInAsync(store, runId, iteration: 2, iterations: 3);
    }

    [Fact]
    public async Task Results_of_another_store_are_left_for_it_and_said()
    {
        await using var store = await TestStore.CreateAsync();
        await using var other = await TestStore.CreateAsync();
        var runId = await store.StartRunAsync(1);
        var item = await store.ClaimAsync((await store.DispatchAllAsync(runId))[0], "dead");
        var path = await DieAfterSpoolingAsync([item], header: new SpoolHeader(await store.Work.StoreIdentityAsync(TestStore.Token), "sqlite:/a.db"));
        var before = await File.ReadAllBytesAsync(path, TestStore.Token);

        var replay = ReplayOf(other);
        (await replay.ReplayAsync(TestStore.Token)).ShouldBe(0);

        replay.Notices.ShouldBe([$"{path}: 1 result of another store, sqlite:/a.db; left in place"]);
        (await File.ReadAllBytesAsync(path, TestStore.Token)).ShouldBe(before);
        (await ReplayAsync(store)).ShouldBe(1);
        Directory.EnumerateFiles(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Results_of_runs_that_the_store_does_not_have_stay_where_they_are()
    {
        await using var store = await TestStore.CreateAsync();
        await using var other = await TestStore.CreateAsync();
        var ours = await store.ClaimAsync((await store.DispatchAllAsync(await store.StartRunAsync(1)))[0], "dead");
        var theirs = await other.ClaimAsync((await other.DispatchAllAsync(await other.StartRunAsync(1)))[0], "dead");
        var path = await DieAfterSpoolingAsync([ours, theirs]);
        var before = await File.ReadAllBytesAsync(path, TestStore.Token);

        var replay = ReplayOf(store);
        (await replay.ReplayAsync(TestStore.Token)).ShouldBe(1);

        replay.Notices.ShouldBe([$"{path}: 1 result of a run that this store does not have; left in place"]);
        (await File.ReadAllBytesAsync(path, TestStore.Token)).ShouldBe(before);
        (await ReplayAsync(other)).ShouldBe(1);
    }

    [Fact]
    public async Task Two_attempts_at_one_item_on_one_disk_are_replayed()
    {
        await using var store = await TestStore.CreateAsync();
        var runId = await store.StartRunAsync(1);
        var first = await store.ClaimAsync((await store.DispatchAllAsync(runId))[0], "dead", TestStore.NoLease);
        await store.Runs.ReconcileAsync(runId, TestStore.Lease, TestStore.Token);
        await DieAfterSpoolingAsync([first, await store.ClaimAsync(first.ItemId, "dead")]);

        (await ReplayAsync(store)).ShouldBe(1);

        (await store.History.MeasurementsAsync(runId, TestStore.Token)).ShouldHaveSingleItem().Attempt.ShouldBe(2);
        Directory.EnumerateFiles(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_line_says_whose_the_results_are_also_after_the_file_was_cut()
    {
        await using var store = await TestStore.CreateAsync();
        var header = new SpoolHeader(await store.Work.StoreIdentityAsync(TestStore.Token), "postgres:db.example/bench");
        var spool = new Spool(OptionsOf("w1"));
        spool.BelongsTo(header);
        var result = TestStore.ResultOf(new ClaimedItem(Guid.CreateVersion7(), Guid.CreateVersion7(), "quick", "emulated", 1, 1));
        await spool.AppendAsync(result with { ResponseText = new string('x', 2 * 1024 * 1024) });
        spool.Forget(1);
        await spool.AppendAsync(result);
        spool.Dispose();

        await using var file = SpoolFolder.Open(spool.Path, FileMode.Open);
        var content = await SpoolContent.ReadAsync(file, TestStore.Token);
        content.Header.ShouldBe(header);
        content.Results.ShouldHaveSingleItem().Result.ShouldBe(result);
        content.Unreadable.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_spool_of_a_living_worker_is_left_alone()
    {
        await using var store = await TestStore.CreateAsync();
        var runId = await store.StartRunAsync(1);
        using var spool = new Spool(OptionsOf("living"));
        await spool.AppendAsync(TestStore.ResultOf(await store.ClaimAsync((await store.DispatchAllAsync(runId))[0])));

        SpoolFolder.IsAlive(_folder, "living").ShouldBeTrue();
        SpoolFolder.IsAlive(_folder, "stranger").ShouldBeFalse();
        (await ReplayAsync(store)).ShouldBe(0);

        SpoolFolder.FilesOf(_folder).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Only_its_owner_can_read_the_spool_and_an_empty_one_leaves_no_file()
    {
        await using var store = await TestStore.CreateAsync();
        var runId = await store.StartRunAsync(1);
        var claimed = await store.ClaimAsync((await store.DispatchAllAsync(runId))[0]);
        using (var spool = new Spool(OptionsOf("w1")))
        {
            await spool.AppendAsync(TestStore.ResultOf(claimed));
            ShouldBePrivate(spool.Path);
            spool.Forget(1);
        }

        SpoolFolder.FilesOf(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Results_are_recorded_once_the_store_is_back_and_stay_on_disk_until_then()
    {
        await using var store = await TestStore.CreateAsync();
        var runId = await store.StartRunAsync(1);
        var result = TestStore.ResultOf(await store.ClaimAsync((await store.DispatchAllAsync(runId))[0]));
        using var spool = new Spool(OptionsOf("w1"));
        var away = new StoreThatComesBack(store.Work);
        using var recorder = new ResultRecorder(spool, new SpoolHealth(spool.TakesResults, TimeProvider.System), away, TimeProvider.System, NullLogger<ResultRecorder>.Instance);
        await recorder.StartAsync(TestStore.Token);

        var answer = recorder.RecordAsync(result);
        await away.Refused.Task.WaitAsync(TimeSpan.FromSeconds(120), TestStore.Token);
        new FileInfo(SpoolFolder.PathOf(_folder, "w1")).Length.ShouldBeGreaterThan(0);
        away.IsBack = true;

        (await answer.WaitAsync(TimeSpan.FromSeconds(120), TestStore.Token)).ShouldBe(RecordAnswer.Recorded);
        await recorder.StopAsync(TestStore.Token);
        spool.Dispose();
        SpoolFolder.FilesOf(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_long_spool_is_cut_when_the_store_has_all_of_it()
    {
        using var spool = new Spool(OptionsOf("w1"));
        var result = TestStore.ResultOf(new ClaimedItem(Guid.CreateVersion7(), Guid.CreateVersion7(), "quick", "emulated", 1, 1)) with
        {
            ResponseText = new string('x', 2 * 1024 * 1024),
        };
        await spool.AppendAsync(result);
        await spool.AppendAsync(result);

        spool.Forget(1);
        new FileInfo(SpoolFolder.PathOf(_folder, "w1")).Length.ShouldBeGreaterThan(4 * 1024 * 1024);
        spool.Forget(1);

        new FileInfo(SpoolFolder.PathOf(_folder, "w1")).Length.ShouldBe(0);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    private async Task<string> DieAfterSpoolingAsync(
        IReadOnlyList<ClaimedItem> items, Func<Measurement, Measurement>? change = null, SpoolHeader? header = null)
    {
        using (var spool = new Spool(OptionsOf("dead")))
        {
            if (header is not null)
            {
                spool.BelongsTo(header);
            }

            foreach (var item in items)
            {
                var result = TestStore.ResultOf(item, "dead");
                await spool.AppendAsync(change?.Invoke(result) ?? result);
            }
        }

        return SpoolFolder.PathOf(_folder, "dead");
    }

    private static void ShouldBePrivate(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private Task<int> ReplayAsync(TestStore store) => ReplayOf(store).ReplayAsync(TestStore.Token);

    private SpoolReplay ReplayOf(TestStore store) => new(store.Work, OptionsOf("next"), NullLogger<SpoolReplay>.Instance);

    private IOptions<WorkerOptions> OptionsOf(string workerId) =>
        Options.Create(new WorkerOptions { WorkerId = workerId, SpoolFolder = _folder });
}
