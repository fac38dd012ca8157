using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Cli.Documents.Runs;
using Persona.Bench.Cli.Tests.Approved;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Tests.Documents.Runs;

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
    public void Workers_that_saw_their_machine_differently_are_named_with_what_differs()
    {
        var other = SampleReports.Machine with { Region = "us-east-1", Kernel = "6.2.0", MemoryGb = 7.7, Probes = new Dictionary<string, string> { ["python_version"] = "3.13.1" } };
        var text = Render(
            SampleReports.Emulated() with
            {
                Workers = [new("w1", SampleReports.Fingerprint, 6, SampleReports.Machine), new("w2", SampleReports.Fingerprint, 4, other), new("w3", "", 0, null)],
            },
            400);

        const string Machine = "linux-x64, AMD EPYC 7763 64-Core Processor, 2 cores, 7.8 GB, Debian GNU/Linux 12";
        text.ShouldContain($"2 different: {Machine}, kernel 6.1.0, no python_version, no region; {Machine}, kernel 6.2.0, python_version 3.13.1, region us-east-1\n");
        text.ShouldContain("Workers      3 (w1, w2, w3)\n");
        text.ShouldContain("Concurrency  1 on each worker\n");
    }

    [Fact]
    public void Every_time_is_named_and_a_pause_too()
    {
        var resumed = SampleReports.Emulated() with { ResumedAt = new DateTimeOffset(2026, 3, 1, 9, 32, 0, TimeSpan.Zero) };

        Lines(SampleReports.Emulated()).ShouldBe(["Started 2026-03-01 09:30:01 UTC", "Ended 2026-03-01 09:33:21 UTC", "Took 3 min 20 s"]);
        Lines(resumed).ShouldBe(
            ["Started 2026-03-01 09:30:01 UTC", "Resumed 2026-03-01 09:32:00 UTC", "Ended 2026-03-01 09:33:21 UTC", "Took 3 min 20 s, including the pause before it was resumed"]);
        Lines(SampleReports.Emulated() with { State = RunState.Cancelling }).ShouldBe(["Started 2026-03-01 09:30:01 UTC"]);
        Lines(SampleReports.Emulated() with { StartedAt = null, FinishedAt = null, State = RunState.Planned }).ShouldBe(["Created 2026-03-01 09:30:00 UTC"]);

        static IEnumerable<string> Lines(RunReport report) => RunTimes.From(report).Lines().Select(line => $"{line.Label} {line.Value}");
    }

    [Fact]
    public void The_kind_of_a_provider_is_said_where_its_name_is_another()
    {
        var report = SampleReports.Emulated();

        var text = Render(report with { Spec = report.Spec with { Providers = [new RunProvider("fast", "emulated", "typical")] } }, 200);

        text.ShouldContain("Provider     fast (emulated, typical)\n");
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
