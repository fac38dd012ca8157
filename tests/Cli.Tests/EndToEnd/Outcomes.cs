using System.Text.Json;
using NJsonSchema;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>What these tests read from the outcome of a process.</summary>
internal static class Outcomes
{
    /// <summary>The one line on stderr that begins with the program's name, without the name. It is the last.</summary>
    public static string Complaint(this ProcessOutcome outcome)
    {
        var lines = outcome.Error.TrimEnd('\n').Split('\n');
        lines.Count(line => line.StartsWith("persona: ", StringComparison.Ordinal)).ShouldBe(1, outcome.Error);
        lines[^1].ShouldStartWith("persona: ", Case.Sensitive, outcome.Error);
        return lines[^1]["persona: ".Length..];
    }

    /// <summary>stdout as one JSON document that matches its schema.</summary>
    public static async Task<JsonElement> JsonAsync(this ProcessOutcome outcome, string schema)
    {
        using var document = JsonDocument.Parse(outcome.Output);
        var definition = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "schemas", schema + ".schema.json"));
        definition.Validate(outcome.Output).ShouldBeEmpty();
        return document.RootElement.Clone();
    }

    /// <summary>A metric of the only series of a run.</summary>
    public static double? Metric(this JsonElement run, string name) => run.Series().GetProperty("metrics").GetProperty(name).Number("value");

    /// <summary>The only series of a run.</summary>
    public static JsonElement Series(this JsonElement run) => run.GetProperty("series").EnumerateArray().Single();

    public static double? Number(this JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
