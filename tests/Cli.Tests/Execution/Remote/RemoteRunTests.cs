using System.Runtime.Versioning;
using Persona.Bench.Cli.Tests.EndToEnd;
using Persona.Bench.Core.Runs;
using Persona.Bench.Files.Baselines;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Cli.Tests.Execution.Remote;

/// <summary>A run that other processes measure, as the command line sees it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RemoteRunTests
{
    [Fact]
    public async Task A_run_of_others_is_followed_to_its_table_without_keys_or_a_broker()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        await remote.Store.RegisterAsync("w1", "openai", "anthropic");
        using var run = remote.Folder.Start("run --provider openai --provider anthropic");
        var runId = await remote.RunningAsync();

        await remote.MeasureAsync(runId, 3, "w1");
        await Patience.UntilAsync(() => run.Error.Contains("worker w1 joined", StringComparison.Ordinal), "progress by worker");
        await remote.MeasureAsync(runId, 5, "w1");
        await remote.CompleteAsync(runId);
        var outcome = await run.EndAsync();

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Error.ShouldContain($"run {runId} is in postgres:");
        outcome.Error.ShouldContain("tiny on anthropic: 4/4 iterations");
        outcome.Error.ShouldNotContain("no live worker");
        outcome.Output.ShouldContain($"{runId}");
        outcome.Output.ShouldContain("generation_latency_p50");
        outcome.Output.ShouldBe((await remote.Folder.RunAsync($"show {runId}", exitCode: 0)).Output);
    }

    [Fact]
    public async Task A_capture_keeps_a_stratum_per_worker_and_warns_of_unlike_machines()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        await remote.Store.RegisterAsync("w1", "openai");
        await remote.Store.RegisterAsync("w2", "openai");
        using var capture = remote.Folder.Start("capture --format json");
        var runId = await remote.RunningAsync();
        await remote.MeasureAsync(runId, 4, "w1", "w2");
        await remote.CompleteAsync(runId);
        var outcome = await capture.EndAsync();

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        var samples = BaselineFile.Read(remote.Folder.DefaultBaseline).Baseline.Workloads["tiny"].Samples;
        samples.Select(sample => (sample.Worker, sample.Fingerprint, sample.Columns["iteration"].Count))
            .ShouldBe([("w1", "sha256:w1", 2), ("w2", "sha256:w2", 2)], ignoreOrder: true);
        var warning = (await outcome.JsonAsync("run")).Series().GetProperty("warnings").EnumerateArray()
            .Single(found => found.GetProperty("kind").GetString() == "unlike_machines");
        warning.GetProperty("message").GetString().ShouldBe("measured on 2 kinds of machine (2 + 2 iterations)");
        warning.GetProperty("remedy").GetString().ShouldNotBeNullOrEmpty();
        foreach (var command in (string[])["show", "report"])
        {
            (await remote.Folder.RunAsync($"{command} {runId}", exitCode: 0)).Output.ShouldContain("kinds of machine");
        }
    }

    [Fact]
    public async Task Ctrl_C_waits_for_calls_in_flight_and_resume_has_the_rest_measured()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        await remote.Store.RegisterAsync("w1", "openai");
        using var run = remote.Folder.Start("run");
        var runId = await remote.RunningAsync();
        await remote.MeasureAsync(runId, 1, "w1");
        var item = await remote.ClaimAsync(runId, "w1");

        run.Interrupt();
        await Patience.UntilAsync(() => run.Error.Contains("waiting for 1 call in flight", StringComparison.Ordinal), "the stop");
        (await remote.StateAsync(runId)).ShouldBe(RunState.Incomplete);
        await remote.RecordAsync(item, "w1");
        var stopped = await run.EndAsync();
        stopped.ExitCode.ShouldBe(130, stopped.Error);
        stopped.Output.ShouldBeEmpty();
        stopped.Complaint().ShouldBe($"stopped: 2 of 4 iterations are kept; resume with: persona benchmark resume {runId}");

        using var resume = remote.Folder.Start($"resume {runId}");
        await remote.RunningAsync();
        await remote.MeasureAsync(runId, 2, "w1");
        await remote.CompleteAsync(runId);
        var outcome = await resume.EndAsync();
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("4 iterations");
    }

    [Fact]
    public async Task A_killed_command_leaves_the_run_alone_and_resume_ends_it_with_table_and_baseline()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        await remote.Store.RegisterAsync("w1", "openai");
        using var capture = remote.Folder.Start("capture");
        var runId = await remote.RunningAsync();
        capture.Kill();
        await capture.EndAsync();
        await remote.MeasureAsync(runId, 2, "w1");

        using var resume = remote.Folder.Start($"resume {runId}");
        await Patience.UntilAsync(() => resume.Error.Contains("is running; following it", StringComparison.Ordinal), "the follower");
        await remote.MeasureAsync(runId, 2, "w1");
        await remote.CompleteAsync(runId);
        var outcome = await resume.EndAsync();

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("generation_latency_p50");
        BaselineFile.Read(remote.Folder.DefaultBaseline).Baseline.Workloads["tiny"].Iterations.ShouldBe(4);
        (await remote.Folder.RunAsync($"resume {runId}", exitCode: 0)).Error.ShouldBe("the run is already complete\n");
    }

    [Fact]
    public async Task Without_a_live_worker_it_says_so_and_gives_up_after_the_wait()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        await remote.Store.RegisterAsync("w1", "openai");

        var outcome = await remote.Folder.RunAsync("run --provider openai --provider anthropic --wait 1", exitCode: 3);

        outcome.Output.ShouldBeEmpty();
        outcome.Error.ShouldContain(
            "no live worker for anthropic; waiting up to 1 s: start one with PERSONA_BENCH_WORKER_PROVIDERS=anthropic or see 'persona benchmark workers'\n");
        var run = (await remote.Store.History.ListAsync(1, TestStore.Token)).ShouldHaveSingleItem();
        outcome.Complaint().ShouldBe($"no live worker for anthropic: 0 of 8 iterations are kept; resume with: persona benchmark resume {run.RunId}");
        run.State.ShouldBe(RunState.Incomplete);
    }

    [Fact]
    public async Task Without_a_worker_that_has_the_input_it_says_whose_differs_and_gives_up_after_the_wait()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        await remote.Store.RegisterAsync("w1", "openai");
        using var run = remote.Folder.Start("run --wait 1");
        var runId = await remote.RunningAsync();
        await remote.MeasureAsync(runId, 1, "w1");
        await remote.RefuseAsync(runId, "w1", "workload tiny: other input");

        var outcome = await run.EndAsync();

        outcome.ExitCode.ShouldBe(3, outcome.Error);
        outcome.Error.ShouldContain("no live worker can measure tiny on openai; waiting up to 1 s: w1: workload tiny: other input\n");
        outcome.Error.ShouldNotContain("cannot take part");
        outcome.Complaint().ShouldBe($"no live worker can measure tiny on openai: 1 of 4 iterations are kept; resume with: persona benchmark resume {runId}");
        var status = await (await remote.Folder.RunAsync($"status {runId} --format json", exitCode: 0)).JsonAsync("run-status");
        status.GetProperty("refusals").EnumerateArray().Single().GetProperty("reason").GetString().ShouldBe("workload tiny: other input");
    }

    [Fact]
    public async Task A_worker_with_other_input_is_named_once_while_others_measure()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        await remote.Store.RegisterAsync("w1", "openai");
        await remote.Store.RegisterAsync("w2", "openai");
        using var run = remote.Folder.Start("run");
        var runId = await remote.RunningAsync();
        await remote.RefuseAsync(runId, "w2", "workload tiny: other input");
        await Patience.UntilAsync(() => run.Error.Contains("w2 cannot take part: workload tiny: other input\n", StringComparison.Ordinal), "the refusal");
        (await remote.Folder.RunAsync($"status {runId}", exitCode: 0)).Output.ShouldContain("w2: workload tiny: other input");
        await remote.MeasureAsync(runId, 4, "w1");
        await remote.CompleteAsync(runId);
        var outcome = await run.EndAsync();

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Error.Split("cannot take part").Length.ShouldBe(2);
        outcome.Error.ShouldNotContain("no live worker");
    }

    [Fact]
    public async Task A_worker_may_come_late_and_vanish_again()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        using var run = remote.Folder.Start("run --wait 2");
        var runId = await remote.RunningAsync();
        await Patience.UntilAsync(() => run.Error.Contains("no live worker for openai", StringComparison.Ordinal), "the shortage");
        await remote.Store.RegisterAsync("w1", "openai");
        await Patience.UntilAsync(() => run.Error.Contains("continuing\n", StringComparison.Ordinal), "its end");
        await remote.MeasureAsync(runId, 3, "w1");
        await Patience.UntilAsync(() => run.Error.Contains("worker w1 joined", StringComparison.Ordinal), "its part");
        await remote.Store.Work.DeregisterAsync("w1", WorkerState.Stopped, TestStore.Token);

        var outcome = await run.EndAsync();

        outcome.ExitCode.ShouldBe(3, outcome.Error);
        outcome.Error.ShouldContain("worker w1 has stopped");
        outcome.Complaint().ShouldStartWith("no live worker for openai: 3 of 4 iterations are kept; ");
    }

    [Fact]
    public async Task Workers_without_a_coordinator_do_not_help_and_it_gives_up_after_the_wait()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        await remote.Store.RegisterAsync("w1", "openai");

        (await remote.Folder.FailAsync("run --wait 0", 3)).ShouldStartWith("no coordinator has picked up the run: 0 of 4 iterations are kept; ");
    }

    [Fact]
    public async Task A_store_that_goes_away_for_a_while_is_waited_for()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        await remote.Store.RegisterAsync("w1", "openai");
        var address = RemoteFolder.AddressOf((PostgresStore)remote.Store.Store);
        using var connection = new CutConnection(address.Port);
        address.Port = connection.Port;
        remote.UseStore(address);
        using var run = remote.Folder.Start("run");
        var runId = await remote.RunningAsync();
        await Patience.UntilAsync(() => run.Error.Contains("tiny on openai: 0/4", StringComparison.Ordinal), "a first look");

        connection.Cut();
        await Patience.UntilAsync(() => run.Error.Contains("the store cannot be reached; retrying\n", StringComparison.Ordinal), "the outage");
        connection.Mend();
        await Patience.UntilAsync(() => run.Error.Contains("the store is back\n", StringComparison.Ordinal), "its end");
        await remote.MeasureAsync(runId, 4, "w1");
        await remote.CompleteAsync(runId);
        var outcome = await run.EndAsync();

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Error.Split("retrying").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_store_that_stays_away_is_given_up()
    {
        await using var remote = await RemoteFolder.CreateAsync();
        await remote.Store.RegisterAsync("w1", "openai");
        var address = RemoteFolder.AddressOf((PostgresStore)remote.Store.Store);
        using var connection = new CutConnection(address.Port);
        address.Port = connection.Port;
        remote.UseStore(address);
        using var run = remote.Folder.Start("run --wait 1");
        var runId = await remote.RunningAsync();
        await Patience.UntilAsync(() => run.Error.Contains("tiny on openai: 0/4", StringComparison.Ordinal), "a first look");

        connection.Cut();
        var outcome = await run.EndAsync();

        outcome.ExitCode.ShouldBe(3, outcome.Error);
        outcome.Complaint().ShouldStartWith("the store could not be reached for 1 s (");
        (await remote.StateAsync(runId)).ShouldBe(RunState.Running);
    }
}
