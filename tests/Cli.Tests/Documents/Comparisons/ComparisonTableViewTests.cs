using Persona.Bench.Cli.Documents.Comparisons;
using Persona.Bench.Cli.Tests.Approved;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Tests.Documents.Comparisons;

public sealed class ComparisonTableViewTests
{
    public static TheoryData<string, int> Samples =>
        new MatrixTheoryData<string, int>(["mixed", "two-baselines", "not-comparable"], [60, 80, 200]);

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_comparison_is_what_was_approved(string sample, int width)
    {
        var text = Render(Of(sample), width);

        text.Split('\n').ShouldAllBe(line => line.Length <= width);
        ApprovedFile.ShouldMatch(text, $"comparison-{sample}-{width}");
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public void The_first_line_is_the_verdict_and_every_metric_is_named_whole(int width)
    {
        var text = Render(SampleComparisons.Mixed(), width);

        text.ShouldStartWith("failure: v1.12.0 against v1.11.0");
        text.ShouldContain("throughput_personas_per_minute");
        text.ShouldContain("inconclusive");
        text.ShouldNotContain('\u001b');
    }

    [Fact]
    public void A_terminal_gets_colours_and_a_pipe_does_not()
    {
        var terminal = new TerminalRecording(draws: true, width: 120);

        ComparisonTableView.Render(terminal.Terminal.CreateDataConsole(), SampleComparisons.Mixed());

        terminal.Output.ShouldContain("\u001b[91mfailure");
    }

    [Fact]
    public void What_files_say_is_not_taken_for_markup_and_cannot_steer_the_terminal()
    {
        var text = Render(SampleComparisons.Hostile("[red]x[/]"), 200);

        text.ShouldContain("[red]x[/]");
    }

    [Fact]
    public void The_plain_rule_is_named_where_it_says_something_else()
    {
        var metric = SampleComparisons.Metric("generation_latency_p50", MetricStatus.Pass, 100, 112);

        Changes.Status(metric with { ThresholdStatus = ThresholdStatus.Warning }).ShouldBe("pass (by the shown values alone: warning)");
        Changes.Status(metric with { ThresholdStatus = ThresholdStatus.Normal }).ShouldBe("pass");
        Changes.Status(metric with { Status = MetricStatus.Improved, ThresholdStatus = ThresholdStatus.Normal }).ShouldBe("improved");
        Changes.Status(metric with { Status = MetricStatus.Inconclusive, ThresholdStatus = ThresholdStatus.Normal }).ShouldBe("inconclusive (by the shown values alone: pass)");
        Changes.Status(metric with { Status = MetricStatus.NotGated, ThresholdStatus = ThresholdStatus.Failure }).ShouldBe("not gated");
    }

    [Theory]
    [InlineData(11.1111, "+11.1%")]
    [InlineData(-5.6, "-5.6%")]
    [InlineData(-0.04, "0.0%")]
    [InlineData(0, "0.0%")]
    [InlineData(99.96, "+100.0%")]
    [InlineData(256.4, "+256%")]
    [InlineData(1.5e9, "+1.5e+9%")]
    public void Changes_are_signed_and_short(double change, string text) =>
        Changes.Change(SampleComparisons.Metric("generation_latency_p50", MetricStatus.Pass, 1, 1) with { ChangePercent = change }).ShouldBe(text);

    private static ComparisonDocument Of(string sample) => sample switch
    {
        "mixed" => SampleComparisons.Mixed(),
        "two-baselines" => SampleComparisons.TwoBaselines(),
        _ => SampleComparisons.NotComparable(),
    };

    private static string Render(ComparisonDocument document, int width)
    {
        var terminal = new TerminalRecording(width: width);
        ComparisonTableView.Render(terminal.Terminal.CreateDataConsole(), document);
        return string.Join('\n', terminal.Output.Split('\n').Select(line => line.TrimEnd()));
    }
}
