using Persona.Bench.Cli.Shell.Failures;

namespace Persona.Bench.Cli.Tests.Shell.Failures;

public sealed class FailureTests
{
    [Fact]
    public Task Wrong_configuration_is_64() => Check(new UsageException("persona.yaml:3: unknown key"), 64, "persona: persona.yaml:3: unknown key\n");

    [Fact]
    public Task What_cannot_be_executed_is_3() => Check(new ExecutionException("no provider answers"), 3, "persona: no provider answers\n");

    [Fact]
    public Task What_was_cancelled_is_130() => Check(new OperationCanceledException(), 130, "persona: cancelled\n");

    [Fact]
    public Task A_missing_file_is_64() => Check(new FileNotFoundException("no file x"), 64, "persona: no file x\n");

    [Fact]
    public Task A_full_disk_is_3() => Check(new IOException("No space left on device"), 3, "persona: No space left on device\n");

    [Fact]
    public Task The_unexpected_is_3_and_says_how_to_see_more() => Check(
        new AggregateException(new InvalidOperationException("Sequence contains no elements.")),
        3,
        "persona: unexpected error: InvalidOperationException: Sequence contains no elements; use --verbose for a stack trace\n");

    [Fact]
    public Task A_message_of_several_lines_becomes_one() =>
        Check(new ExecutionException("first\r\n\tsecond \u001b[31mthird\n"), 3, "persona: first second [31mthird\n");

    [Fact]
    public async Task Verbose_shows_where_it_came_from()
    {
        var commands = new CommandRecording { Failure = new ExecutionException("broken", new TimeoutException("inner")) };

        (await commands.RunAsync("benchmark", "run", "--verbose")).ShouldBe(3);

        commands.Terminal.Error.ShouldStartWith("persona: broken\n");
        commands.Terminal.Error.ShouldContain("TimeoutException: inner");
        commands.Terminal.Error.ShouldContain("   at ");
    }

    private static async Task Check(Exception failure, int exitCode, string error)
    {
        var commands = new CommandRecording { Failure = failure };

        (await commands.RunAsync("benchmark", "run")).ShouldBe(exitCode);

        commands.Terminal.Error.ShouldBe(error);
        commands.Terminal.Output.ShouldBeEmpty();
    }
}
