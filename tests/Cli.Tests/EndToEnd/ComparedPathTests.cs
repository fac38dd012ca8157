namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>Comparison inputs other than <c>*.yaml</c>: files of any name, and pipes.</summary>
public sealed class ComparedPathTests : IDisposable
{
    private readonly BenchFolder _folder = new();

    public ComparedPathTests()
    {
        new ComparedFile().Write(_folder, "base.yaml");
        File.Copy(_folder.PathOf("base.yaml"), _folder.PathOf("base"));
        new ComparedFile { Version = "1.12.0", Seed = 7 }.Write(_folder, "now.yaml");
        File.Copy(_folder.PathOf("now.yaml"), _folder.PathOf("now"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_path_needs_no_ending()
    {
        (await _folder.RunAsync("compare --baseline ./base --current ./now", 0)).Output.ShouldStartWith("pass: now against base, ");
        (await _folder.FailAsync("compare --baseline base --current ./now", 64)).ShouldContain("write ./base");
    }

    [Fact]
    public async Task A_pipe_is_read_once_on_either_side()
    {
        (await BashAsync("compare --baseline <(cat base.yaml) --current <(cat now.yaml)", 0)).Output.ShouldStartWith("pass: v1.12.0 against v1.11.0, ");
        (await BashAsync("compare --baseline <(cat base.yaml) --baseline <(cat base.yaml) --current now.yaml", 0)).Output.ShouldContain("against /dev/fd/");
    }

    [Fact]
    public async Task What_comes_through_a_pipe_has_the_limits_of_a_file()
    {
        var tooLarge = await BashAsync("compare --baseline <(head -c 5000000 /dev/zero | tr '\\0' ' ') --current now.yaml", 64);
        tooLarge.Error.ShouldContain("persona: /dev/fd/63:1:1: the file is too large: at most 4 MB are read");
        (await BashAsync("compare --baseline <(:) --current now.yaml", 64)).Complaint().ShouldContain("the pipe is empty");
    }

    [Fact]
    public async Task A_stored_comparison_and_the_configuration_come_through_a_pipe_too()
    {
        await _folder.RunAsync("compare --baseline base.yaml --current now.yaml --format json --output comparison.json", 0);

        (await BashAsync("report <(cat comparison.json) --format table", 0)).Output.ShouldStartWith("pass: now against base, ");
        _folder.Write("other.yaml", "benchmarks: {baselines_dir: kept}\n");
        new ComparedFile().Write(_folder, "kept/v1.11.0.yaml");
        (await BashAsync("list --config <(cat other.yaml)", 0)).Output.ShouldContain("v1.11.0");
    }

    private async Task<ProcessOutcome> BashAsync(string command, int exitCode)
    {
        using var process = _folder.StartProgram("/bin/bash", "-c", $"exec '{PersonaProcess.Executable}' benchmark {command}");
        var outcome = await process.EndAsync();
        outcome.ExitCode.ShouldBe(exitCode, outcome.Error);
        return outcome;
    }
}
