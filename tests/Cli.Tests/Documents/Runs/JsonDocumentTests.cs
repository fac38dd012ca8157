using NJsonSchema;
using Persona.Bench.Cli.Commands.List;
using Persona.Bench.Cli.Commands.Runs;
using Persona.Bench.Cli.Documents.Runs;
using Persona.Bench.Cli.Tests.Approved;
using Persona.Bench.Cli.Tests.Commands.List;
using Persona.Bench.Cli.Tests.Commands.Runs;

namespace Persona.Bench.Cli.Tests.Documents.Runs;

public sealed class JsonDocumentTests
{
    [Fact]
    public async Task A_run_matches_its_schema_and_what_was_approved()
    {
        var emulated = new RunJson(SampleReports.UnitOf).Write(SampleReports.Emulated());
        var providers = new RunJson(SampleReports.UnitOf).Write(SampleReports.Providers());

        (await Errors("run", emulated)).ShouldBeEmpty();
        (await Errors("run", providers)).ShouldBeEmpty();
        ApprovedFile.ShouldMatch(emulated, "run-json");
    }

    [Fact]
    public async Task Stored_runs_match_their_schema_and_what_was_approved()
    {
        var json = RunListView.Json(SampleRuns.Some());

        (await Errors("runs", json)).ShouldBeEmpty();
        (await Errors("runs", RunListView.Json([]))).ShouldBeEmpty();
        ApprovedFile.ShouldMatch(json, "runs-json");
    }

    [Fact]
    public async Task Baselines_match_their_schema_and_what_was_approved()
    {
        var json = BaselineListView.Json(SampleBaselines.Some());

        (await Errors("baselines", json)).ShouldBeEmpty();
        ApprovedFile.ShouldMatch(json, "baselines-json");
    }

    [Theory]
    [InlineData("\"n\": 10", "\"n\": \"ten\"")]
    [InlineData("\"state\": \"completed\"", "\"state\": \"done\"")]
    [InlineData("persona.bench/run/1", "persona.bench/run/2")]
    [InlineData("\"emulated\": true", "\"imitated\": true")]
    public async Task The_schema_finds_what_is_wrong(string right, string wrong)
    {
        var json = new RunJson(SampleReports.UnitOf).Write(SampleReports.Emulated());
        json.ShouldContain(right);

        (await Errors("run", json.Replace(right, wrong, StringComparison.Ordinal))).ShouldNotBeEmpty();
    }

    private static async Task<IReadOnlyList<string>> Errors(string schema, string json)
    {
        var definition = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "schemas", schema + ".schema.json"));
        return [.. definition.Validate(json).Select(error => error.ToString())];
    }
}
