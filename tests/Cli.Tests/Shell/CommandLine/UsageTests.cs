namespace Persona.Bench.Cli.Tests.Shell.CommandLine;

public sealed class UsageTests
{
    private const string NameRule = "letters, digits, '.', '_', '@' and '-', at most 64, beginning with a letter or digit";

    [Theory]
    [InlineData("benchmark ru", "unknown command 'ru' for 'persona benchmark'; did you mean 'run'?")]
    [InlineData("benchmark captrue", "unknown command 'captrue' for 'persona benchmark'; did you mean 'capture'?")]
    [InlineData("benchmark quux", "unknown command 'quux' for 'persona benchmark'; see 'persona benchmark --help'")]
    [InlineData("--foo", "unknown option '--foo' for 'persona'; see 'persona --help'")]
    [InlineData("benchmrk", "'benchmrk' is not a command of Persona.Bench, and there is no other persona on PATH to pass it to; did you mean 'persona benchmark'?")]
    [InlineData("benchmark run --iteration 5", "unknown option '--iteration' for 'persona benchmark run'; did you mean '--iterations'?")]
    [InlineData("benchmark run --iteration=5", "unknown option '--iteration' for 'persona benchmark run'; did you mean '--iterations'?")]
    [InlineData("benchmark run --workload --provdier x", "unknown option '--provdier' for 'persona benchmark run'; did you mean '--provider'?")]
    [InlineData("benchmark run --verbos", "unknown option '--verbos' for 'persona benchmark run'; did you mean '--verbose'?")]
    [InlineData("benchmark run --iterations", "option '--iterations' of 'persona benchmark run' needs a value; see 'persona benchmark run --help'")]
    [InlineData("benchmark run --iterations 1 --iterations 2", "option '--iterations' of 'persona benchmark run' was given 2 times; give it once")]
    [InlineData("benchmark run --iterations x", "option '--iterations' needs a whole number from 1 to 1000000, not 'x'")]
    [InlineData("benchmark run --iterations 0", "option '--iterations' needs a whole number from 1 to 1000000, not '0'")]
    [InlineData("benchmark run --iterations 99999999999", "option '--iterations' needs a whole number from 1 to 1000000, not '99999999999'")]
    [InlineData("benchmark run --iterations -5", "option '--iterations' needs a whole number from 1 to 1000000, not '-5'")]
    [InlineData("benchmark run --concurrency 1001", "option '--concurrency' needs a whole number from 1 to 1000, not '1001'")]
    [InlineData("benchmark run --workload a/b", $"option '--workload' needs a name of {NameRule}, not 'a/b'")]
    [InlineData("benchmark run --workload ../x", $"option '--workload' needs a name of {NameRule}, not '../x'")]
    [InlineData("benchmark run --name .hidden", $"option '--name' needs a name of {NameRule}, not '.hidden'")]
    [InlineData("benchmark run --format xml", "option '--format' needs table or json, not 'xml'")]
    [InlineData("benchmark run --store redis:secret", "option '--store' needs sqlite:FILE or postgres:CONNECTION")]
    [InlineData("benchmark run --broker http://secret@host", "option '--broker' needs in-memory, amqp://HOST or amqps://HOST")]
    [InlineData("benchmark run stray", "unexpected argument 'stray' for 'persona benchmark run'; see 'persona benchmark run --help'")]
    [InlineData("benchmark capture --output=", "option '--output' of 'persona benchmark capture' needs a value; see 'persona benchmark capture --help'")]
    [InlineData("benchmark runs --last 0", "option '--last' needs a whole number from 1 to 10000, not '0'")]
    [InlineData("benchmark show", "'persona benchmark show' needs RUN; see 'persona benchmark show --help'")]
    [InlineData("benchmark show --foo", "unknown option '--foo' for 'persona benchmark show'; see 'persona benchmark show --help'")]
    [InlineData("benchmark show a b", "unexpected argument 'b' for 'persona benchmark show'; see 'persona benchmark show --help'")]
    [InlineData("benchmark resume a/b", $"RUN must be an id or a name of {NameRule}, not 'a/b'")]
    [InlineData("benchmark emulate --time-scale NaN", "option '--time-scale' needs a number from 0 to 1000, not 'NaN'")]
    [InlineData("benchmark emulate --time-scale -1", "option '--time-scale' needs a number from 0 to 1000, not '-1'")]
    [InlineData("benchmark emulate --port 65536", "option '--port' needs a whole number from 0 to 65535, not '65536'")]
    [InlineData("benchmark completion tcsh", "SHELL must be one of bash, zsh, fish, powershell, not 'tcsh'")]
    public async Task A_wrong_command_line_is_one_line_and_exit_code_64(string line, string message)
    {
        var commands = new CommandRecording();

        var exitCode = await commands.RunAsync(line.Split(' '));

        commands.Terminal.Error.ShouldBe($"persona: {message}\n");
        commands.Terminal.Output.ShouldBeEmpty();
        exitCode.ShouldBe(64);
        commands.Options.ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_of_64_characters_are_taken_and_of_65_are_not()
    {
        (await new CommandRecording().RunAsync("benchmark", "run", "--name", new string('a', 64))).ShouldBe(0);
        (await new CommandRecording().RunAsync("benchmark", "run", "--name", new string('a', 65))).ShouldBe(64);
        (await new CommandRecording().RunAsync("benchmark", "run", "--name", "ä")).ShouldBe(64);
        (await new CommandRecording().RunAsync("benchmark", "run", "--name", "a\nb")).ShouldBe(64);
    }

    [Fact]
    public async Task A_name_with_control_characters_cannot_steer_the_terminal()
    {
        var commands = new CommandRecording();

        await commands.RunAsync("benchmark", "run", "--workload", "a\u001b[31m\nb");

        commands.Terminal.Error.ShouldNotContain('\u001b');
        commands.Terminal.Error.Count(character => character == '\n').ShouldBe(1);
    }
}
