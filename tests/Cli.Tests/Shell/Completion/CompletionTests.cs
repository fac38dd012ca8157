namespace Persona.Bench.Cli.Tests.Shell.Completion;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("persona ", "benchmark")]
    [InlineData("persona benchmark ca", "capture")]
    [InlineData("persona benchmark can", "cancel")]
    [InlineData("persona benchmark mig", "migrate")]
    [InlineData("persona benchmark status --wa", "--watch")]
    [InlineData("persona benchmark workers --format ", "json")]
    [InlineData("persona benchmark run --wai", "--wait")]
    [InlineData("persona benchmark run --wor", "--workload")]
    [InlineData("persona benchmark run --format ", "json")]
    [InlineData("persona benchmark completion ", "powershell")]
    public async Task The_executable_suggests_what_may_come_next(string line, string expected)
    {
        var outcome = await PersonaProcess.RunAsync([$"[suggest:{line.Length}]", line]);

        outcome.ExitCode.ShouldBe(0);
        outcome.Error.ShouldBeEmpty();
        outcome.Output.Split('\n').ShouldContain(expected);
    }

    [Fact]
    public async Task Each_choice_is_suggested_once_and_as_it_is_written()
    {
        const string Line = "persona benchmark run --format ";

        var outcome = await PersonaProcess.RunAsync([$"[suggest:{Line.Length}]", Line]);

        outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["json", "table"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("persona benchmark cap", "capture")]
    [InlineData("persona benchmark runs --la", "--last")]
    [InlineData("persona generate ''", "")]
    public async Task Bash_completes_with_the_printed_script(string line, string expected)
    {
        var folder = Path.GetDirectoryName(PersonaProcess.Executable);
        var script = $"""
            eval "$(persona benchmark completion bash)"
            COMP_LINE='{line}' COMP_POINT={line.Length} COMP_WORDS=({line}) COMP_CWORD=$((${"{#COMP_WORDS[@]}"} - 1))
            _persona_bench
            printf '%s\n' "${"{COMPREPLY[@]}"}"
            """;

        var outcome = await PersonaProcess.RunProgramAsync("/bin/bash", ["-c", script], $"{folder}:/usr/bin:/bin", "");

        outcome.Error.ShouldBeEmpty();
        outcome.Output.ShouldBe(expected + "\n");
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _persona_bench persona")]
    [InlineData("zsh", "compdef _persona_bench persona")]
    [InlineData("fish", "complete -c persona -a '(__persona_bench)'")]
    [InlineData("powershell", "Register-ArgumentCompleter -Native -CommandName persona")]
    public async Task Every_shell_has_a_script(string shell, string registration)
    {
        var commands = new CommandRecording();

        (await commands.RunAsync("benchmark", "completion", shell)).ShouldBe(0);

        commands.Terminal.Output.ShouldContain(registration);
        commands.Terminal.Output.ShouldContain("[suggest:");
    }
}
