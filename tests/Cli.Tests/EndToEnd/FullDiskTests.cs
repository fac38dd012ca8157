using System.Runtime.Versioning;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>Disks that fill up, in the middle of a run and at its end.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FullDiskTests : IDisposable
{
    private const int Iterations = 300;
    private const string Id = "grep -o '[0-9a-f-]\\{36\\}'";
    private readonly BenchFolder _folder = new();

    public FullDiskTests()
    {
        _folder.Configure(BenchFolder.Instant, $"workloads: {{{BenchFolder.Tiny}}}", "default_workload: tiny");
        // The runtime maps its code twice, through a file larger than any limit set here (docs/decisions/0011).
        _folder.Environment["DOTNET_EnableWriteXorExecute"] = "0";
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("--workers 1")]
    public async Task A_limit_on_the_size_of_files_is_reported_and_ends_the_run_after_the_wait(string options)
    {
        var outcome = await BashAsync($"ulimit -f 400; exec \"$0\" benchmark run --iterations {Iterations} --wait 1 {options}");

        outcome.ExitCode.ShouldBe(3, outcome.Error);
        outcome.Error.ShouldContain("store sqlite:.persona/bench.db cannot be written: ");
        outcome.Error.ShouldContain("; waiting up to 1 s for it to accept results again");
        outcome.Complaint().ShouldMatch($"cannot be written: .*; \\d+ of {Iterations} iterations are kept; resume with: persona benchmark resume [0-9a-f-]{{36}}$");
        await ShouldResumeAsync();
    }

    [Fact]
    public async Task A_full_disk_is_reported_and_ends_the_run_after_the_wait_and_resume_continues_when_there_is_room()
    {
        await RequireMountsAsync();

        var outcome = await MountedAsync(
            $"""
            "$0" benchmark run --iterations {Iterations} --wait 1; echo "exit $?"
            mount -o remount,size=50m .persona
            run=$("$0" benchmark runs --format json | {Id})
            "$0" benchmark resume $run >table 2>/dev/null; echo "exit $?"
            grep -o completed table
            """);

        outcome.Output.ShouldBe("exit 3\nexit 0\ncompleted\n", outcome.Error);
        outcome.Error.ShouldContain("cannot be written: its disk is full; waiting up to 1 s");
        outcome.Error.ShouldContain("; resume with: persona benchmark resume ");
    }

    [Fact]
    public async Task A_full_spool_on_another_disk_is_reported_too()
    {
        await RequireMountsAsync();

        var outcome = await MountedAsync(
            $"""
            head -c 60k /dev/zero > .persona/filler
            "$0" benchmark run --iterations {Iterations} --wait 1 --store sqlite:bench.db; echo "exit $?"
            mount -o remount,size=50m .persona
            "$0" benchmark resume --store sqlite:bench.db $("$0" benchmark runs --store sqlite:bench.db --format json | {Id}) 2>/dev/null | grep -o completed
            """,
            size: "64k");

        outcome.Output.ShouldBe("exit 3\ncompleted\n", outcome.Error);
        outcome.Error.ShouldContain("the spool cannot be written: No space left on device");
        outcome.Error.ShouldContain("; resume with: persona benchmark resume ");
    }

    [Fact]
    public async Task A_baseline_that_does_not_fit_costs_no_table_and_can_be_written_later()
    {
        await RequireMountsAsync();

        var outcome = await MountedAsync(
            $"""
            mkdir out && mount -t tmpfs -o size=4k out out
            "$0" benchmark capture --iterations 60 --output out/b.yaml; echo "exit $?"
            mount -o remount,size=1m out
            "$0" benchmark resume $("$0" benchmark runs --format json | {Id}) >/dev/null; echo "exit $?"
            grep -c schema out/b.yaml
            """,
            size: "50m");

        outcome.Output.ShouldContain("generation_latency_p50", Case.Sensitive, outcome.Error);
        outcome.Output.ShouldEndWith("exit 3\nexit 0\n1\n", Case.Sensitive, outcome.Error);
        outcome.Error.ShouldMatch("out/b.yaml: the baseline could not be written: .*; the run is complete; write it with: persona benchmark resume ");
    }

    private async Task ShouldResumeAsync()
    {
        var run = await _folder.NewestRunAsync();
        run.State.ShouldNotBe(RunState.Completed);
        await _folder.RunAsync($"resume {run.RunId}", exitCode: 0);
        (await _folder.MeasurementsAsync()).Select(measurement => measurement.Iteration).Order().ShouldBe(Enumerable.Range(1, Iterations));
    }

    private async Task RequireMountsAsync()
    {
        var outcome = await BashAsync("unshare -rm mount -t tmpfs -o size=64k tmpfs /mnt");
        Assert.SkipUnless(outcome.ExitCode == 0, "mounting a small disk requires user namespaces (unshare -rm)");
    }

    private Task<ProcessOutcome> MountedAsync(string script, string size = "1m") => BashAsync(
        $"mkdir .persona; exec unshare -rm bash -c 'mount -t tmpfs -o size={size} tmpfs .persona; . ./script' \"$0\"", script);

    private async Task<ProcessOutcome> BashAsync(string command, string script = "")
    {
        _folder.Write("script", script + "\n");
        using var process = _folder.StartProgram("/bin/bash", "-c", command, PersonaProcess.Executable);
        return await process.EndAsync();
    }
}
