using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Tests.Execution.Progress;

public sealed class ProgressViewTests
{
    [Theory]
    [InlineData(120, "quick on emulated  ━━━━━━━━············  4/10  1.9/s  typical 512 ms  4 s left")]
    [InlineData(59, "quick on emulated  4/10  1.9/s  typical 512 ms  4 s left")]
    [InlineData(45, "quick on emulated  4/10  1.9/s  4 s left")]
    [InlineData(35, "quick on emulated  4/10  4 s left")]
    [InlineData(20, "quick on emulated  …")]
    public void The_less_important_goes_first_in_a_narrow_window(int width, string expected)
    {
        var lines = ProgressLines.Render(Snapshot(4, 0), width);

        lines[0].ShouldBe(expected);
        lines.ShouldAllBe(line => line.Length <= width);
    }

    [Fact]
    public void Series_are_in_columns_with_their_errors() => ProgressLines.Render(Snapshot(4, 2), 120).ShouldBe(
    [
        "quick on emulated  ━━━━━━━━············  4/10  1.9/s  typical 512 ms  4 s left  2 errors (rate_limited)",
        "batch on openai    ····················  0/20",
    ]);

    [Fact]
    public void A_slow_rate_is_shown_per_minute() => ProgressLines.Plain(
        new SeriesProgress { Workload = "w", Provider = "p", Planned = 9, Measured = 3, Failed = 0, PerSecond = 0.05, Left = TimeSpan.FromMinutes(2) })
        .ShouldBe("w on p: 3/9 iterations, 3/min, 2 min 0 s left");

    [Fact]
    public void A_terminal_is_redrawn_in_place_and_left_with_the_last_state()
    {
        var terminal = new TerminalRecording(draws: true);
        using (var view = new ProgressView(terminal.Terminal))
        {
            view.Report(Snapshot(4, 0));
            view.Report(Snapshot(5, 0));
        }

        terminal.Error.Split("\u001b[2A").Length.ShouldBe(2);
        terminal.Error.ShouldEndWith("\n\u001b[J");
        terminal.Error.ShouldNotContain("?25l");
        terminal.Output.ShouldBeEmpty();
    }

    [Fact]
    public void After_its_end_nothing_more_is_drawn()
    {
        var terminal = new TerminalRecording(draws: true);
        var view = new ProgressView(terminal.Terminal);

        view.Dispose();
        view.Report(Snapshot(4, 0));

        terminal.Error.ShouldBeEmpty();
    }

    [Fact]
    public void A_remark_appears_above_what_is_redrawn()
    {
        var terminal = new TerminalRecording(draws: true);
        using var view = new ProgressView(terminal.Terminal);

        view.Report(Snapshot(4, 0));
        view.Say("worker lost, 1 repeated");
        view.Report(Snapshot(5, 0));

        terminal.Error.ShouldContain("worker lost, 1 repeated\n\r\u001b[2Kquick");
    }

    [Fact]
    public void A_log_gets_one_plain_line_per_change_of_state()
    {
        var terminal = new TerminalRecording(draws: false);
        using var view = new ProgressView(terminal.Terminal);
        for (var measured = 0; measured <= 10; measured++)
        {
            view.Report(Snapshot(measured, failed: measured >= 6 ? 1 : 0));
            view.Report(Snapshot(measured, failed: measured >= 6 ? 1 : 0));
        }

        view.Report(Snapshot(10, 1) with { State = RunState.Completed });

        var lines = terminal.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(11 + 1 + 1);
        lines[0].ShouldBe("quick on emulated: 0/10 iterations, 1.9/s, typical 512 ms, 6 s left");
        lines[1].ShouldBe("batch on openai: 0/20 iterations");
        lines[^2].ShouldBe("quick on emulated: 10/10 iterations, 1.9/s, typical 512 ms, 1 error (rate_limited)");
        lines[^1].ShouldEndWith(": completed");
        terminal.Error.ShouldNotContain('\u001b');
    }

    private static RunProgress Snapshot(int measured, int failed) => new()
    {
        RunId = new Guid("0197a3c2-5d10-7c3e-9a51-3f0d8a2b4c6e"),
        State = RunState.Running,
        Series =
        [
            new SeriesProgress
            {
                Workload = "quick",
                Provider = "emulated",
                Planned = 10,
                Measured = measured,
                Failed = failed,
                Error = failed > 0 ? "rate_limited" : null,
                TypicalLatencyMs = 512.3,
                PerSecond = 1.87,
                Left = TimeSpan.FromSeconds((10 - measured) * 0.6),
            },
            new SeriesProgress { Workload = "batch", Provider = "openai", Planned = 20, Measured = 0, Failed = 0 },
        ],
    };
}
