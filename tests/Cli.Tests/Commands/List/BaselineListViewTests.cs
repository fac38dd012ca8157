using Persona.Bench.Cli.Commands.List;
using Persona.Bench.Cli.Tests.Approved;

namespace Persona.Bench.Cli.Tests.Commands.List;

public sealed class BaselineListViewTests
{
    [Theory]
    [InlineData(60, false)]
    [InlineData(80, false)]
    [InlineData(80, true)]
    [InlineData(200, true)]
    public void Baselines_are_what_was_approved(int width, bool verbose)
    {
        var text = Render(SampleBaselines.Some(), width, verbose);

        text.Split('\n').ShouldAllBe(line => line.Length <= width);
        ApprovedFile.ShouldMatch(text, $"baselines-{(verbose ? "verbose-" : "")}{width}");
    }

    [Fact]
    public void Without_baselines_it_says_how_to_get_one() =>
        Render([], 80, verbose: false).ShouldBe("No baselines in ./baselines yet; 'persona benchmark capture' writes one.\n");

    private static string Render(IReadOnlyList<BaselineEntry> baselines, int width, bool verbose)
    {
        var terminal = new TerminalRecording(width: width);
        BaselineListView.Render(terminal.Terminal.CreateDataConsole(), "./baselines", baselines, verbose);
        return string.Join('\n', terminal.Output.Split('\n').Select(line => line.TrimEnd()));
    }
}
