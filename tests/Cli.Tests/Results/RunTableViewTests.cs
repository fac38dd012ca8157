using Persona.Bench.Cli.Results;
using Persona.Bench.Cli.Tests.Approved;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Tests.Results;

public sealed class RunTableViewTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public void A_run_on_one_provider_is_what_was_approved(int width) =>
        ApprovedFile.ShouldMatch(Render(SampleReports.Emulated(), width), $"run-emulated-{width}");

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public void A_run_on_several_providers_is_what_was_approved(int width) =>
        ApprovedFile.ShouldMatch(Render(SampleReports.Providers(), width), $"run-providers-{width}");

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_window(int width)
    {
        foreach (var report in new[] { SampleReports.Emulated(), SampleReports.Providers() })
        {
            Render(report, width).Split('\n').ShouldAllBe(line => line.Length <= width);
        }
    }

    [Fact]
    public void Emulated_latencies_are_said_to_be_invented_and_real_ones_are_not()
    {
        Render(SampleReports.Emulated(), 200).ShouldContain(RunHeaderView.EmulatedNotice);
        Render(SampleReports.Providers(), 200).ShouldNotContain(RunHeaderView.EmulatedNotice);
    }

    [Fact]
    public void What_a_provider_says_is_not_taken_for_markup() =>
        Render(SampleReports.Providers(), 200).ShouldContain("[limit reached]");

    [Fact]
    public void A_pipe_gets_no_control_codes() => Render(SampleReports.Emulated(), 80).ShouldNotContain('\u001b');

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1250, "1250")]
    [InlineData(1234567.8, "1234568")]
    [InlineData(512.345, "512.3")]
    [InlineData(0.00123456, "0.001235")]
    [InlineData(-12.5, "-12.5")]
    [InlineData(99.999, "100")]
    public void Figures_have_four_significant_digits(double value, string text) => Figures.Format(value).ShouldBe(text);

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(59, "59 s")]
    [InlineData(200, "3 min 20 s")]
    [InlineData(7500, "2 h 5 min")]
    public void Durations_are_readable(double seconds, string text) => Figures.Format(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    private static string Render(RunReport report, int width)
    {
        var terminal = new TerminalRecording(width: width);
        new RunTableView(SampleReports.UnitOf).Render(terminal.Terminal.CreateDataConsole(), report);
        return string.Join('\n', terminal.Output.Split('\n').Select(line => line.TrimEnd()));
    }
}
