using NJsonSchema;
using Persona.Bench.Cli.Commands.Status;
using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Cli.Tests.Approved;
using Persona.Bench.Cli.Tests.Commands.Runs;
using Persona.Bench.Cli.Tests.Commands.Workers;
using Persona.Bench.Cli.Tests.Documents.Runs;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Storage.Workers;

namespace Persona.Bench.Cli.Tests.Commands.Status;

public sealed class RunStatusViewTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(200)]
    public void A_run_in_progress_is_what_was_approved(int width)
    {
        var terminal = new TerminalRecording(width: width);

        RunStatusView.Render(terminal.Terminal.CreateDataConsole(), Sample());

        var text = string.Join('\n', terminal.Output.Split('\n').Select(line => line.TrimEnd()));
        text.Split('\n').ShouldAllBe(line => line.Length <= width);
        ApprovedFile.ShouldMatch(text, $"status-{width}");
    }

    [Fact]
    public async Task As_JSON_it_matches_its_schema_and_what_was_approved()
    {
        var json = StatusJson.One(Sample());

        (await Errors("run-status", json)).ShouldBeEmpty();
        (await Errors("run-status", json.Replace("\"live_workers\": 0", "\"live_workers\": -1", StringComparison.Ordinal))).ShouldNotBeEmpty();
        ApprovedFile.ShouldMatch(json, "status-json");
    }

    [Fact]
    public async Task A_list_matches_its_schema()
    {
        (await Errors("status", StatusJson.List(SampleRuns.Some()))).ShouldBeEmpty();
        (await Errors("status", StatusJson.List([]))).ShouldBeEmpty();
    }

    private static RunStatus Sample()
    {
        var report = SampleReports.Providers();
        var ready = SampleWorkers.Some()[0] with { Providers = ["anthropic"] };
        return new RunStatus(
            new StoredRun
            {
                RunId = report.RunId,
                Spec = report.Spec with { Name = "nightly" },
                State = RunState.Running,
                CreatedAt = report.CreatedAt,
                StartedAt = report.StartedAt,
                Planned = 60,
                Measured = 37,
                Failed = 2,
            },
            new RunProgress
            {
                RunId = report.RunId,
                State = RunState.Running,
                Series =
                [
                    new SeriesProgress
                    {
                        Workload = "standard", Provider = "anthropic", Planned = 30, Measured = 20, Failed = 0, PerSecond = 1.87, TypicalLatencyMs = 512.3, Left = TimeSpan.FromSeconds(6),
                    },
                    new SeriesProgress { Workload = "standard", Provider = "openai", Planned = 30, Measured = 17, Failed = 2, Error = "rate_limited" },
                ],
            },
            new RunActivity
            {
                Open = [new OpenItems("standard", "anthropic", 7, 4, 3, 3), new OpenItems("standard", "openai", 13, 0, 0, 0)],
                Workers =
                [
                    new RunWorker("epyc-4711-0a1b", ready, 20, 3),
                    new RunWorker("pi-812-77fe", SampleWorkers.Worker("pi-812-77fe", WorkerStatus.Lost, 400), 17, 0),
                    new RunWorker("unknown-1", null, 0, 0),
                ],
                Live = [ready],
                Refusals = [new Refusal(ready.WorkerId, "standard", "anthropic", "workload standard: survey.csv: no such file in /srv/persona; correct the path, or use shipped:example")],
            })
        {
            Waits = [new CapacityWait("openai", 4, [new InFlightCalls("openai", Guid.Parse("0197a3c2-0000-7c3e-9a51-3f0d8a2b4c6e"), "epyc-4711-0a1b", 4)])],
        };
    }

    private static async Task<IEnumerable<string>> Errors(string schema, string json)
    {
        var definition = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "schemas", schema + ".schema.json"));
        return definition.Validate(json).Select(error => error.ToString());
    }
}
