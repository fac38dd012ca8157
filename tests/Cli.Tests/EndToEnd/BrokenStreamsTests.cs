using System.Runtime.Versioning;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>Standard streams that are closed, full or have no reader.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class BrokenStreamsTests : IDisposable
{
    private readonly BenchFolder _folder = new();

    public BrokenStreamsTests() => _folder.Configure(BenchFolder.Instant, $"workloads: {{{BenchFolder.Tiny}}}", "default_workload: tiny");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("2>&-")]
    [InlineData("2>/dev/full")]
    [InlineData("2> >(true)")]
    [InlineData("<&- 2>&-")]
    public async Task Progress_that_cannot_be_written_is_dropped(string streams)
    {
        var outcome = await BashAsync($"\"$0\" benchmark capture --verbose {streams}; echo \"exit $?\"");

        outcome.Output.ShouldContain("generation_latency_p50");
        outcome.Output.ShouldEndWith("exit 0\n");
        await ShouldBeCompletedAsync();
    }

    [Theory]
    [InlineData("compare --baseline nosuch", 64)]
    [InlineData("run --no-such-option", 64)]
    [InlineData("runs --store sqlite:folder", 3)]
    public async Task What_is_wrong_keeps_its_exit_code_where_it_cannot_be_said(string command, int exitCode)
    {
        Directory.CreateDirectory(_folder.PathOf("folder"));

        var outcome = await BashAsync($"for stream in '&-' /dev/full; do eval \"'$0' benchmark {command} 2>$stream\"; echo $?; done");

        outcome.Output.ShouldBe($"{exitCode}\n{exitCode}\n");
    }

    [Theory]
    [InlineData(">&-", "it is closed")]
    [InlineData(">/dev/full", "No space left on device")]
    public async Task An_output_that_takes_nothing_is_3_and_costs_neither_run_nor_baseline(string streams, string reason)
    {
        var outcome = await BashAsync($"exec \"$0\" benchmark capture {streams}");

        outcome.ExitCode.ShouldBe(3, outcome.Error);
        outcome.Complaint().ShouldBe($"cannot write to standard output: {reason}");
        outcome.Error.ShouldContain("baseline written to baselines/v1.12.0.yaml\n");
        await ShouldBeCompletedAsync();
    }

    [Theory]
    [InlineData("list")]
    [InlineData("runs")]
    [InlineData("status --format json")]
    [InlineData("workers")]
    [InlineData("migrate")]
    [InlineData("completion bash")]
    [InlineData("run --help")]
    [InlineData("--version")]
    public async Task Every_command_says_that_its_output_is_lost(string command)
    {
        foreach (var streams in (string[])[">&-", ">/dev/full"])
        {
            var outcome = await BashAsync($"exec \"$0\" benchmark {command} {streams}");
            outcome.ExitCode.ShouldBe(3, outcome.Error);
            outcome.Error.ShouldStartWith("persona: cannot write to standard output: ");
        }
    }

    /// <summary>Unguarded, the first file opened would get the descriptor of a closed stream, and messages would be written into it.</summary>
    [Fact]
    public async Task Without_any_stream_nothing_is_written_where_it_does_not_belong()
    {
        var outcome = await BashAsync("\"$0\" benchmark capture <&- >&- 2>&-; echo $?");

        outcome.Output.ShouldBe("3\n");
        await ShouldBeCompletedAsync();
        (await _folder.RunAsync("runs", exitCode: 0)).Output.ShouldContain("completed");
        _folder.FilesWith("tiny on emulated:").ShouldBeEmpty();
        _folder.FilesWith("baseline written to").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2>&-")]
    [InlineData("2>/dev/full")]
    [InlineData("<&- >&- 2>&-")]
    [InlineData(">/dev/full 2>/dev/full")]
    public async Task A_service_keeps_its_exit_code(string streams)
    {
        var outcome = await BashAsync($"\"${{0%/*}}/Persona.Bench.Worker\" --config nosuch.yaml {streams}; echo $?");

        outcome.Output.ShouldBe("64\n");
    }

    private async Task ShouldBeCompletedAsync()
    {
        (await _folder.StateAsync()).ShouldBe(RunState.Completed);
        (await _folder.NewestRunAsync()).Measured.ShouldBe(4);
        File.Exists(_folder.DefaultBaseline).ShouldBeTrue();
    }

    private async Task<ProcessOutcome> BashAsync(string script)
    {
        using var process = _folder.StartProgram("/bin/bash", "-c", script, PersonaProcess.Executable);
        return await process.EndAsync();
    }
}
