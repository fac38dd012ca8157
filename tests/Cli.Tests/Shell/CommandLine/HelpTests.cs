using Persona.Bench.Cli.Tests.Approved;

namespace Persona.Bench.Cli.Tests.Shell.CommandLine;

public sealed class HelpTests
{
    [Theory]
    [InlineData("", "help-root")]
    [InlineData("--help", "help-root")]
    [InlineData("benchmark", "help-benchmark")]
    [InlineData("benchmark --help", "help-benchmark")]
    [InlineData("benchmark capture --help", "help-capture")]
    [InlineData("benchmark compare --help", "help-compare")]
    [InlineData("benchmark report --help", "help-report")]
    [InlineData("benchmark emulate --help", "help-emulate")]
    [InlineData("benchmark status --help", "help-status")]
    [InlineData("benchmark cancel --help", "help-cancel")]
    [InlineData("benchmark workers --help", "help-workers")]
    [InlineData("benchmark migrate --help", "help-migrate")]
    public async Task Help_is_what_was_approved(string line, string name)
    {
        var outcome = await PersonaProcess.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        outcome.ExitCode.ShouldBe(0);
        outcome.Error.ShouldBeEmpty();
        ApprovedFile.ShouldMatch(outcome.Output, name);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("capture")]
    [InlineData("resume")]
    [InlineData("runs")]
    [InlineData("show")]
    [InlineData("list")]
    [InlineData("compare")]
    [InlineData("report")]
    [InlineData("emulate")]
    [InlineData("completion")]
    [InlineData("status")]
    [InlineData("cancel")]
    [InlineData("workers")]
    [InlineData("migrate")]
    public async Task Every_command_has_help_with_an_example(string command)
    {
        var commands = new CommandRecording();

        (await commands.RunAsync("benchmark", command, "--help")).ShouldBe(0);

        var help = commands.Terminal.Output;
        help[help.IndexOf("Examples:", StringComparison.Ordinal)..].ShouldContain($"persona benchmark {command}");
        commands.Terminal.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Help_loads_nothing_but_the_parser()
    {
        var bare = Directory.CreateTempSubdirectory("persona-bare-");
        string[] needed = ["persona", "persona.dll", "persona.runtimeconfig.json", "System.CommandLine.dll", "Persona.Bench.Core.dll"];
        foreach (var name in needed)
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, name), Path.Combine(bare.FullName, name));
        }

        var executable = Path.Combine(bare.FullName, "persona");
        var root = await PersonaProcess.RunAsync(["--help"], executable: executable);
        var capture = await PersonaProcess.RunAsync(["benchmark", "capture", "--help"], executable: executable);
        var wrong = await PersonaProcess.RunAsync(["benchmark", "capture", "--x"], executable: executable);
        bare.Delete(recursive: true);

        root.ExitCode.ShouldBe(0, root.Error);
        capture.ExitCode.ShouldBe(0, capture.Error);
        wrong.ExitCode.ShouldBe(64, wrong.Error);
    }

    [Fact]
    public async Task A_closed_pipe_is_quiet()
    {
        var script = $"'{PersonaProcess.Executable}' benchmark --help | head -n 1; echo \"${{PIPESTATUS[0]}}\"";

        var outcome = await PersonaProcess.RunProgramAsync("/bin/bash", ["-c", script], path: null, input: "");

        outcome.ShouldBe(new ProcessOutcome(0, "Description:\n0\n", ""));
    }
}
