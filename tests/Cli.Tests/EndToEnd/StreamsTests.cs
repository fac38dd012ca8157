using System.Runtime.Versioning;
using System.Text.RegularExpressions;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>
/// Data goes to stdout, everything else to stderr, whatever the streams are. <see cref="BenchFolder.RunAsync(string)"/> checks every outcome for
/// control codes.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class StreamsTests : IDisposable
{
    private const string Script = "/usr/bin/script";

    private readonly BenchFolder _folder = new();

    public StreamsTests() => _folder.Configure(BenchFolder.Instant, $"workloads: {{{BenchFolder.Tiny}}}", "default_workload: tiny");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_reader_who_leaves_early_is_no_failure()
    {
        var outcome = await Bash(
            """
            "$0" benchmark run | head -n 1; echo "${PIPESTATUS[0]}"
            "$0" benchmark show "$("$0" benchmark runs --format json | grep -o '[0-9a-f-]\{36\}')" --format json | true; echo "${PIPESTATUS[0]}"
            """);

        outcome.Output.ShouldMatch(@"^Run +[0-9a-f-]{36} *\n0\n0\n$");
        outcome.Error.ShouldNotContain("persona:");
        (await _folder.NewestRunAsync()).Measured.ShouldBe(4);
    }

    [Fact]
    public async Task Progress_is_plain_lines_on_stderr_and_the_json_alone_on_stdout()
    {
        var outcome = await _folder.RunAsync("run --format json --verbose", exitCode: 0);

        (await outcome.JsonAsync("run")).Series().GetProperty("measured").GetInt32().ShouldBe(4);
        outcome.Error.ShouldContain("tiny on emulated: ");
        outcome.Error.ShouldContain("completed");
    }

    [Fact]
    public async Task A_terminal_is_drawn_on_and_NO_COLOR_keeps_colours_out()
    {
        Assert.SkipUnless(File.Exists(Script), "a terminal requires 'script' from util-linux");
        _folder.Environment["TERM"] = "xterm-256color";
        _folder.Environment["NO_COLOR"] = "1";

        using var process = _folder.StartProgram(Script, "-qec", $"'{PersonaProcess.Executable}' benchmark run --iterations 30", "/dev/null");
        var shown = (await process.EndAsync()).Output;

        shown.ShouldContain("\u001b[2K");
        shown.ShouldContain("generation_latency_p50");
        Colour().IsMatch(shown).ShouldBeFalse();

        _folder.Environment["TERM"] = "dumb";
        using var dumb = _folder.StartProgram(Script, "-qec", $"'{PersonaProcess.Executable}' benchmark run", "/dev/null");
        (await dumb.EndAsync()).Output.ShouldNotContain('\u001b');
    }

    private async Task<ProcessOutcome> Bash(string script)
    {
        using var process = _folder.StartProgram("/bin/bash", "-c", script, PersonaProcess.Executable);
        return await process.EndAsync();
    }

    [GeneratedRegex(@"\u001b\[[0-9;]+m", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Colour();
}
