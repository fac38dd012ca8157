using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
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
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(SpoolFolder.PathOf(_folder, "w1")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

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

    private async Task<string> DieAfterSpoolingAsync(IReadOnlyList<ClaimedItem> items)
    {
        using (var spool = new Spool(OptionsOf("dead")))
        {
            foreach (var item in items)
            {
                await spool.AppendAsync(TestStore.ResultOf(item, "dead"));
            }
        }

        return SpoolFolder.PathOf(_folder, "dead");
    }

    private Task<int> ReplayAsync(TestStore store) =>
        new SpoolReplay(store.Work, OptionsOf("next"), NullLogger<SpoolReplay>.Instance).ReplayAsync(TestStore.Token);

    private IOptions<WorkerOptions> OptionsOf(string workerId) =>
        Options.Create(new WorkerOptions { WorkerId = workerId, SpoolFolder = _folder });
}
