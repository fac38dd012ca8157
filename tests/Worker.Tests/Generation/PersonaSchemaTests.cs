using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using NJsonSchema;
using Persona.Bench.Worker.Generation;
using Persona.Bench.Worker.Tests.Providers;

namespace Persona.Bench.Worker.Tests.Generation;

public sealed class PersonaSchemaTests
{
    private static readonly string[] Paths =
        ["id", "name", "demographics", "demographics/age_range", "demographics/occupation", "demographics/location", "goals", "pain_points", "behaviours", "quotes"];

    // A null text means that the field is absent.
    private static readonly string?[] Replacements =
        [null, "null", "7", "true", "\"\"", "\" \\t\\u00a0\"", "\"text\"", "[]", "[\"text\"]", "[\"text\", \"\"]", "[1]", "[[]]", "{}", "{\"age_range\": \"18-24\"}"];

    [Fact]
    public async Task The_published_schema_and_the_validator_agree()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "persona.schema.json"));
        var seen = new HashSet<bool>();

        Gen.Select(Gen.Int[0, Paths.Length - 1].Select(index => Paths[index]), Gen.Int[0, Replacements.Length - 1].Select(index => Replacements[index])).Array[0, 2].Sample(
            changes =>
            {
                var json = Changed(changes);
                using var document = JsonDocument.Parse(json);
                var matches = PersonaSchema.Matches(document.RootElement);
                matches.ShouldBe(schema.Validate(json).Count == 0, json);
                lock (seen)
                    seen.Add(matches);
            },
            iter: 2_000);

        seen.Count.ShouldBe(2);
    }

    private static string Changed((string Path, string? Value)[] changes)
    {
        var persona = JsonSerializer.SerializeToNode(ProviderCase.Persona(1))!.AsObject();
        foreach (var (path, value) in changes)
        {
            var names = path.Split('/');
            if ((names.Length == 1 ? persona : persona[names[0]]) is not JsonObject parent)
                continue;
            if (value is null)
                parent.Remove(names[^1]);
            else
                parent[names[^1]] = JsonNode.Parse(value);
        }

        return persona.ToJsonString();
    }
}
