using Persona.Bench.Cli.Commands.Cancel;
using Persona.Bench.Cli.Commands.Capture;
using Persona.Bench.Cli.Commands.Compare;
using Persona.Bench.Cli.Commands.Emulate;
using Persona.Bench.Cli.Commands.List;
using Persona.Bench.Cli.Commands.Migrate;
using Persona.Bench.Cli.Commands.Report;
using Persona.Bench.Cli.Commands.Resume;
using Persona.Bench.Cli.Commands.Runs;
using Persona.Bench.Cli.Commands.Show;
using Persona.Bench.Cli.Commands.Status;
using Persona.Bench.Cli.Commands.Workers;
using Persona.Bench.Cli.Documents.Comparisons;
using Persona.Bench.Cli.Execution.Planning;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Tests.Shell.CommandLine;

public sealed class OptionsTests
{
    [Fact]
    public async Task Run_without_options_leaves_everything_to_the_configuration()
    {
        var run = await Parse<RunOptions>("benchmark run");

        run.ShouldSatisfyAllConditions(
            () => run.Workloads.ShouldBeEmpty(),
            () => run.Providers.ShouldBeEmpty(),
            () => run.Iterations.ShouldBeNull(),
            () => run.Concurrency.ShouldBeNull(),
            () => run.Name.ShouldBeNull(),
            () => run.Seed.ShouldBeNull(),
            () => run.KeepText.ShouldBeFalse(),
            () => run.Wait.ShouldBe(TimeSpan.FromSeconds(60)),
            () => run.Format.ShouldBe(OutputFormat.Table),
            () => run.Sources.ShouldBe(new Sources(null, null, null)));
    }

    [Fact]
    public async Task Capture_takes_every_option_of_run_and_its_own()
    {
        var capture = await Parse<CaptureOptions>(
            "benchmark capture --workload quick --workload batch --workload quick --provider openai --provider local@home --iterations 30"
            + " --concurrency 4 --name nightly.1 --seed 0 --keep-text --wait 300 --format json --config p.yaml --store sqlite:x.db --broker amqp://localhost"
            + " --output b.yaml --force");

        capture.ShouldSatisfyAllConditions(
            () => capture.Run.Workloads.ShouldBe(["quick", "batch"]),
            () => capture.Run.Providers.ShouldBe(["openai", "local@home"]),
            () => capture.Run.Iterations.ShouldBe(30),
            () => capture.Run.Concurrency.ShouldBe(4),
            () => capture.Run.Name.ShouldBe("nightly.1"),
            () => capture.Run.Seed.ShouldBe(0),
            () => capture.Run.KeepText.ShouldBeTrue(),
            () => capture.Run.Wait.ShouldBe(TimeSpan.FromMinutes(5)),
            () => capture.Run.Format.ShouldBe(OutputFormat.Json),
            () => capture.Run.Sources.ShouldBe(new Sources("p.yaml", "sqlite:x.db", "amqp://localhost")),
            () => capture.Output.ShouldBe("b.yaml"),
            () => capture.Force.ShouldBeTrue());
    }

    [Fact]
    public async Task Compare_without_options_leaves_everything_to_the_configuration_and_fails_on_failures()
    {
        var compare = await Parse<CompareOptions>("benchmark compare");

        compare.ShouldSatisfyAllConditions(
            () => compare.Baselines.ShouldBeEmpty(),
            () => compare.Current.ShouldBeNull(),
            () => compare.Workloads.ShouldBeEmpty(),
            () => (compare.Warn, compare.Fail).ShouldBe((null, null)),
            () => compare.FailOn.ShouldBe([FailLevel.Failure]),
            () => (compare.Rule, compare.Outliers).ShouldBe((DecisionRule.Interval, OutlierPolicy.Keep)),
            () => compare.AllowDifferentEnvironment.ShouldBeFalse(),
            () => compare.Format.ShouldBe(DocumentFormat.Table),
            () => compare.Output.ShouldBeNull());
    }

    [Fact]
    public async Task Compare_takes_all_of_its_options()
    {
        var compare = await Parse<CompareOptions>(
            "benchmark compare --baseline v1 --baseline b/v2.yaml --baseline v1 --current nightly --workload quick --threshold 5 --fail-threshold 12.5"
            + " --fail-on warning --fail-on warning --rule threshold --outliers drop --allow-different-environment --format junit --output out.xml"
            + " --baselines-dir other --store sqlite:x.db");

        compare.ShouldSatisfyAllConditions(
            () => compare.Baselines.ShouldBe(["v1", "b/v2.yaml"]),
            () => compare.Current.ShouldBe("nightly"),
            () => compare.Workloads.ShouldBe(["quick"]),
            () => (compare.Warn, compare.Fail).ShouldBe((5, 12.5)),
            () => compare.FailOn.ShouldBe([FailLevel.Failure, FailLevel.Warning]),
            () => (compare.Rule, compare.Outliers).ShouldBe((DecisionRule.Threshold, OutlierPolicy.Drop)),
            () => compare.AllowDifferentEnvironment.ShouldBeTrue(),
            () => compare.Format.ShouldBe(DocumentFormat.Junit),
            () => compare.Output.ShouldBe("out.xml"),
            () => compare.Sources.ShouldBe(new Sources(null, "sqlite:x.db", null, "other")));
    }

    [Theory]
    [InlineData("--ci", "Failure Warning Inconclusive")]
    [InlineData("--fail-on inconclusive", "Failure Inconclusive")]
    [InlineData("--fail-on-regression", "Failure")]
    [InlineData("--no-fail", "")]
    [InlineData("--ci --no-fail", "")]
    public async Task What_fails_is_what_was_asked_for(string options, string levels) =>
        string.Join(' ', (await Parse<CompareOptions>($"benchmark compare {options}")).FailOn).ShouldBe(levels);

    [Fact]
    public async Task The_other_commands_read_their_options()
    {
        (await Parse<ResumeOptions>("benchmark resume 0197 --format json --store sqlite:x"))
            .ShouldBe(new ResumeOptions("0197", TimeSpan.FromSeconds(60), OutputFormat.Json, new Sources(null, "sqlite:x", null)));
        (await Parse<ResumeOptions>("benchmark resume 0197 --wait 0")).Wait.ShouldBe(TimeSpan.Zero);
        (await Parse<StatusOptions>("benchmark status")).ShouldBe(new StatusOptions(null, false, OutputFormat.Table, new Sources(null, null, null)));
        (await Parse<StatusOptions>("benchmark status nightly --watch --format json"))
            .ShouldBe(new StatusOptions("nightly", true, OutputFormat.Json, new Sources(null, null, null)));
        (await Parse<CancelOptions>("benchmark cancel nightly")).ShouldBe(new CancelOptions("nightly", false, new Sources(null, null, null)));
        (await Parse<CancelOptions>("benchmark cancel nightly --now")).Now.ShouldBeTrue();
        (await Parse<WorkersOptions>("benchmark workers --all --format json")).ShouldBe(new WorkersOptions(true, OutputFormat.Json, new Sources(null, null, null)));
        (await Parse<MigrateOptions>("benchmark migrate --store postgres:Host=db")).ShouldBe(new MigrateOptions(new Sources(null, "postgres:Host=db", null)));
        (await Parse<RunsOptions>("benchmark runs")).ShouldBe(new RunsOptions(20, OutputFormat.Table, new Sources(null, null, null)));
        (await Parse<RunsOptions>("benchmark runs --last 5")).Last.ShouldBe(5);
        (await Parse<ReportOptions>("benchmark report")).ShouldBe(new ReportOptions(null, DocumentFormat.Markdown, null, new Sources(null, null, null)));
        (await Parse<ReportOptions>("benchmark report c.json --format html --output c.html"))
            .ShouldBe(new ReportOptions("c.json", DocumentFormat.Html, "c.html", new Sources(null, null, null)));
        (await Parse<ShowOptions>("benchmark show nightly")).Run.ShouldBe("nightly");
        (await Parse<ListOptions>("benchmark list --config c.yaml --format json")).ShouldBe(new ListOptions(OutputFormat.Json, new Sources("c.yaml", null, null)));
        (await Parse<EmulateOptions>("benchmark emulate --port 8089 --profile rare-stalls --time-scale 0.5 --seed 7 --log t.jsonl --fault 500 --drift 0.1"))
            .ShouldBeEquivalentTo(new EmulateOptions
            {
                Port = 8089,
                Profile = "rare-stalls",
                TimeScale = 0.5,
                Seed = 7,
                Log = "t.jsonl",
                Faults = new[] { "500" },
                DriftPerHour = 0.1,
            });
    }

    [Theory]
    [InlineData("benchmark list --verbose", true)]
    [InlineData("benchmark --verbose list", true)]
    [InlineData("benchmark list", false)]
    public async Task Verbose_may_come_before_and_after_the_command(string line, bool verbose)
    {
        var commands = new CommandRecording();

        (await commands.RunAsync(line.Split(' '))).ShouldBe(0);

        commands.Context!.Verbose.ShouldBe(verbose);
    }

    [Fact]
    public async Task A_word_that_starts_with_an_at_sign_is_no_file_of_arguments()
    {
        var commands = new CommandRecording();

        await commands.RunAsync("benchmark", "list", "--config", "@missing");

        ((ListOptions)commands.Options.Single()).Sources.Config.ShouldBe("@missing");
    }

    private static async Task<TOptions> Parse<TOptions>(string line)
    {
        var commands = new CommandRecording();
        (await commands.RunAsync(line.Split(' '))).ShouldBe(0, commands.Terminal.Error);
        return commands.Options.Single().ShouldBeOfType<TOptions>();
    }
}
