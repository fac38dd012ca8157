using System.Runtime.Versioning;
using Persona.Bench.Cli.Tests.EndToEnd;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Cli.Tests.Execution.Remote;

/// <summary>The commands that query a PostgreSQL store, and <c>cancel</c>.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RemoteCommandTests
{
    [Fact]
    public async Task Migrate_says_what_it_did_and_other_commands_need_it()
    {
        var empty = await TestDatabases.CreateEmptyAsync();
        try
        {
            using var folder = new BenchFolder();
            folder.Environment["PERSONA_BENCH_STORE"] = $"postgres:{RemoteFolder.AddressOf(empty).ConnectionString}";
            var name = $"store postgres:127.0.0.1/{empty.Name["postgres:".Length..]}";

            foreach (var command in (string[])["runs", "show x", "status", "workers", "cancel x", "report", "compare --baseline b.yaml --current x"])
            {
                folder.Write("b.yaml", "version: \"1.0\"\ncaptured_at: \"2025-01-15T10:30:00Z\"\nenvironment: {}\nworkloads: {quick: {iterations: 1, metrics: {}}}\n");
                (await folder.FailAsync(command, 3)).ShouldBe($"{name} is not up to date; run 'persona benchmark migrate' first");
            }

            (await folder.RunAsync("migrate", exitCode: 0)).Output.ShouldMatch($"^{name} is up to date: \\d+ migrations? applied\n$");
            (await folder.RunAsync("migrate", exitCode: 0)).Output.ShouldBe($"{name} is already up to date\n");
            (await folder.RunAsync("runs", exitCode: 0)).Output.ShouldContain("No runs are stored yet");
        }
        finally
        {
            await TestDatabases.RemoveAsync(empty);
        }
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_3_for_every_command()
    {
        using var folder = new BenchFolder();
        folder.Environment["PERSONA_BENCH_STORE"] = "postgres:Host=127.0.0.1;Port=1;Database=bench;Username=bench;Password=hunter2";
        folder.Environment["PERSONA_BENCH_BROKER"] = "amqp://127.0.0.1:1/none";

        foreach (var command in (string[])["runs", "show x", "status", "workers", "cancel x", "migrate", "run --workload quick", "resume x"])
        {
            var complaint = await folder.FailAsync(command, 3);
            complaint.ShouldStartWith("store postgres:127.0.0.1/bench cannot be used: ");
            complaint.ShouldNotContain("hunter2");
        }
    }

    [Fact]
    public async Task Stored_runs_are_read_as_from_a_file()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        await remote.Store.RegisterAsync("w1");
        var runId = await remote.Store.StartRunAsync(4);
        await remote.MeasureAsync(runId, 4, "w1");
        await remote.CompleteAsync(runId);
        await remote.Folder.RunAsync($"report {runId} --format json --output run.json", exitCode: 0);

        (await (await remote.Folder.RunAsync("runs --format json", exitCode: 0)).JsonAsync("runs")).GetProperty("runs").GetArrayLength().ShouldBe(1);
        (await (await remote.Folder.RunAsync($"show {runId} --format json", exitCode: 0)).JsonAsync("run")).Series().GetProperty("measured").GetInt32().ShouldBe(4);
        (await remote.Folder.RunAsync("report", exitCode: 0)).Output.ShouldContain($"{runId}");
        remote.Folder.Write(
            "b.yaml",
            "version: \"1.0\"\ncaptured_at: \"2025-01-15T10:30:00Z\"\nenvironment: {}\nworkloads: {quick: {iterations: 4, metrics: {generation_latency_p50: 1000}}}\n");
        (await remote.Folder.RunAsync($"compare --baseline b.yaml --current {runId}", exitCode: 0)).Output.ShouldContain("generation_latency_p50");
    }

    [Fact]
    public async Task Status_shows_who_works_and_who_is_missing()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        await remote.Store.RegisterAsync("w1", "a");
        var stopped = await remote.Store.StartRunAsync(1);
        await remote.Store.Runs.StopAsync(stopped, TestStore.Token);
        var runId = await remote.Store.StartRunAsync(2, ["a", "b"]);
        await remote.MeasureAsync(runId, 1, "w1");
        await remote.ClaimAsync(runId, "w1");

        var list = await (await remote.Folder.RunAsync("status --format json", exitCode: 0)).JsonAsync("status");
        list.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("run_id").GetGuid()).ShouldBe([runId, stopped]);
        var one = await (await remote.Folder.RunAsync($"status {runId} --format json", exitCode: 0)).JsonAsync("run-status");
        one.GetProperty("workers").EnumerateArray().Single().GetProperty("in_flight").GetInt32().ShouldBe(1);
        one.GetProperty("providers").EnumerateArray().Select(provider => provider.GetProperty("live_workers").GetInt32()).ShouldBe([1, 0]);
        // A heartbeat: on a slow machine the last one would be too old by now.
        await remote.Store.Work.RenewAsync("w1", [], TestStore.Lease, TestStore.Token);
        var table = (await remote.Folder.RunAsync($"status {runId}", exitCode: 0)).Output;
        table.ShouldContain("1 worker for a (1 slot); no live worker for b");
        table.ShouldContain("1 of 4 iterations measured");
        (await remote.Folder.FailAsync("status --watch", 64)).ShouldStartWith("--watch needs a RUN");
    }

    [Theory]
    [InlineData(RunState.Completed, 0)]
    [InlineData(RunState.Failed, 3)]
    [InlineData(RunState.Incomplete, 3)]
    [InlineData(RunState.Cancelled, 130)]
    public async Task Watching_ends_as_the_run_does(RunState state, int exitCode)
    {
        await using var remote = await RemoteFolder.CreateAsync();
        await remote.Store.RegisterAsync("w1");
        var runId = await remote.Store.StartRunAsync(2);
        using var watch = remote.Folder.Start($"status {runId} --watch");
        await Patience.UntilAsync(() => watch.Error.Contains("0/2", StringComparison.Ordinal), "the first status line");
        await EndAsync(remote, runId, state);

        var outcome = await watch.EndAsync();

        outcome.ExitCode.ShouldBe(exitCode, outcome.Error);
        outcome.Output.Contains($"{runId}", StringComparison.Ordinal).ShouldBe(state != RunState.Cancelled);
    }

    [Fact]
    public async Task Who_stops_watching_leaves_the_run_alone()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        var runId = await remote.Store.StartRunAsync(2);
        using var watch = remote.Folder.Start($"status {runId} --watch");
        await Patience.UntilAsync(() => watch.Error.Contains("no live worker for emulated: start one", StringComparison.Ordinal), "the first status line");

        watch.Interrupt();
        var outcome = await watch.EndAsync();

        outcome.ExitCode.ShouldBe(130, outcome.Error);
        outcome.Complaint().ShouldBe($"no longer watching; run {runId} continues");
        (await remote.StateAsync(runId)).ShouldBe(RunState.Running);
    }

    [Fact]
    public async Task Cancel_is_graceful_or_immediate_and_followers_are_notified()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        await remote.Store.RegisterAsync("w1", "openai");
        using var run = remote.Folder.Start("run");
        var runId = await remote.RunningAsync();
        await remote.MeasureAsync(runId, 1, "w1");
        await remote.ClaimAsync(runId, "w1");

        (await remote.Folder.RunAsync($"cancel {runId}", exitCode: 0)).Output
            .ShouldBe($"run {runId} is being cancelled: waiting for 1 call (use --now to abort it)\n");
        (await remote.StateAsync(runId)).ShouldBe(RunState.Cancelling);
        (await remote.Folder.RunAsync($"cancel {runId} --now", exitCode: 0)).Output.ShouldBe($"run {runId} is cancelled: 1 of 4 iterations are kept\n");
        var outcome = await run.EndAsync();
        outcome.ExitCode.ShouldBe(130, outcome.Error);
        outcome.Output.ShouldBeEmpty();
        outcome.Complaint().ShouldBe($"run {runId} was cancelled: 1 of 4 iterations are kept");

        (await remote.Folder.RunAsync($"cancel {runId}", exitCode: 0)).Output.ShouldStartWith($"run {runId} is already cancelled: ");
        (await remote.Folder.FailAsync($"resume {runId}", 3)).ShouldBe($"run {runId} is cancelled; start a new one");
        (await remote.Folder.FailAsync("cancel nothing", 64)).ShouldStartWith("there is no run 'nothing'");
    }

    [Fact]
    public async Task What_has_ended_cannot_be_cancelled()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        await remote.Store.RegisterAsync("w1");
        var runId = await remote.Store.StartRunAsync(1);
        await EndAsync(remote, runId, RunState.Completed);

        (await remote.Folder.FailAsync($"cancel {runId}", 64)).ShouldBe($"run {runId} is already completed; there is nothing to cancel");
    }

    [Fact]
    public async Task Workers_are_listed_those_that_have_stopped_only_when_asked_for()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        await remote.Store.RegisterAsync("w1", "a");
        await remote.Store.RegisterAsync("w2", "a");
        await remote.Store.Work.DeregisterAsync("w2", WorkerState.Stopped, TestStore.Token);

        var live = await (await remote.Folder.RunAsync("workers --format json", exitCode: 0)).JsonAsync("workers");
        live.GetProperty("workers").EnumerateArray().Single().GetProperty("worker_id").GetString().ShouldBe("w1");
        var all = await (await remote.Folder.RunAsync("workers --all --format json", exitCode: 0)).JsonAsync("workers");
        all.GetProperty("workers").GetArrayLength().ShouldBe(2);
        (await remote.Folder.RunAsync("workers", exitCode: 0)).Output.ShouldContain("w1");
    }

    private static async Task EndAsync(RemoteFolder remote, Guid runId, RunState state)
    {
        if (state is RunState.Completed or RunState.Failed)
        {
            await (state == RunState.Failed ? remote.FailAsync(runId, "w1") : remote.MeasureAsync(runId, int.MaxValue, "w1"));
            await remote.CompleteAsync(runId, state);
        }
        else if (state == RunState.Incomplete)
        {
            await remote.Store.Runs.StopAsync(runId, TestStore.Token);
        }
        else
        {
            await remote.Store.Runs.CancelAsync(runId, now: true, TestStore.Token);
        }
    }
}
