using NJsonSchema;
using Persona.Bench.Cli.Commands.Workers;
using Persona.Bench.Cli.Tests.Approved;
using Persona.Bench.Storage.Workers;

namespace Persona.Bench.Cli.Tests.Commands.Workers;

public sealed class WorkerListViewTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(200)]
    public void Workers_are_what_was_approved(int width)
    {
        var text = Render(SampleWorkers.Some(), width);

        text.Split('\n').ShouldAllBe(line => line.Length <= width);
        ApprovedFile.ShouldMatch(text, $"workers-{width}");
    }

    [Fact]
    public async Task As_JSON_they_match_their_schema_and_what_was_approved()
    {
        var json = WorkerListView.Json(SampleWorkers.Some());

        (await Errors(json)).ShouldBeEmpty();
        (await Errors(WorkerListView.Json([]))).ShouldBeEmpty();
        (await Errors(json.Replace("\"lost\"", "\"late\"", StringComparison.Ordinal))).ShouldNotBeEmpty();
        ApprovedFile.ShouldMatch(json, "workers-json");
    }

    [Fact]
    public void Without_workers_it_says_how_there_will_be_one() => Render([], 80).ShouldContain("workers register when they start");

    [Fact]
    public void What_a_worker_says_of_itself_does_not_steer_the_terminal()
    {
        var text = Render([SampleWorkers.Some()[0] with { Labels = new Dictionary<string, string> { ["zone"] = "\u001b[2Jgone\nx" }, Version = "\u001b]0;x" }], 200);

        text.ShouldNotContain('\u001b');
        text.ShouldContain("\\u001b[2Jgone\\nx");
    }

    private static string Render(IReadOnlyList<StoredWorker> workers, int width)
    {
        var terminal = new TerminalRecording(width: width);
        WorkerListView.Render(terminal.Terminal.CreateDataConsole(), workers);
        return string.Join('\n', terminal.Output.Split('\n').Select(line => line.TrimEnd()));
    }

    private static async Task<IEnumerable<string>> Errors(string json)
    {
        var definition = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "schemas", "workers.schema.json"));
        return definition.Validate(json).Select(error => error.ToString());
    }
}
