using Persona.Bench.Cli.Commands.Runs;
using Persona.Bench.Cli.Tests.Approved;

namespace Persona.Bench.Cli.Tests.Commands.Runs;

public sealed class RunListViewTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public void Stored_runs_are_what_was_approved(int width)
    {
        var text = Render(SampleRuns.Some(), width);

        text.Split('\n').ShouldAllBe(line => line.Length <= width);
        ApprovedFile.ShouldMatch(text, $"runs-{width}");
    }

    [Fact]
    public void Ids_are_as_long_as_it_takes_to_tell_them_apart()
    {
        var text = Render(SampleRuns.Some(), 200);

        text.ShouldContain("0197a3c25d1 ");
        text.ShouldContain("0197a3c25d2 ");
    }

    [Fact]
    public void Without_runs_it_says_how_to_get_one() => Render([], 80).ShouldContain("persona benchmark run --workload quick");

    private static string Render(IReadOnlyList<RunSummary> runs, int width)
    {
        var terminal = new TerminalRecording(width: width);
        RunListView.Render(terminal.Terminal.CreateDataConsole(), runs);
        return string.Join('\n', terminal.Output.Split('\n').Select(line => line.TrimEnd()));
    }
}
