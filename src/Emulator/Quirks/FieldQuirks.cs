using System.Text.Json.Nodes;
using Persona.Bench.Emulator.Streams;
using static Persona.Bench.Emulator.Quirks.StreamEdits;

namespace Persona.Bench.Emulator.Quirks;

/// <summary>What the JSON of events holds.</summary>
internal static class FieldQuirks
{
    private static readonly string[] OpenAI = [Quirk.OpenAI];

    public static IReadOnlyList<Quirk> All { get; } =
    [
        new("unknown-fields", "adds fields of every type")
        {
            Change = a => a.MapJson(json =>
            {
                json["extra"] = JsonNode.Parse("""{"list":[1,null,{"deep":[[[]]]}],"number":1e400}""");
                json["service_tier"] = null;
            }),
        },
        new("odd-created", "gives its time as text, as a fraction or not at all")
        {
            Formats = OpenAI, Change = a => a.MapJson(json => json["created"] = json["choices"] is JsonArray { Count: 0 } ? null : json.Delta().Count > 0 ? "2025-01-01T00:00:00Z" : 1.5),
        },
        new("odd-role", "gives a role that is unknown, empty or null")
        {
            Formats = OpenAI, Change = a => a.MapJson(json => json.Delta()["role"] = json.Delta().ContainsKey("role") ? "model" : null),
        },
        new("null-choices", "sends chunks whose choices are null") { Formats = OpenAI, Change = a => a.Map(frame => Event("""{"choices":null}""") + frame) },
        new("empty-choices", "sends chunks without a choice, as content filters do first")
        {
            Formats = OpenAI, Change = a => a.Map(frame => Event("""{"id":"","model":"","choices":[],"prompt_filter_results":[{}]}""") + frame),
        },
        new("null-content", "sends chunks whose content is null") { Formats = OpenAI, Change = a => a.Map(frame => Event("""{"choices":[{"index":0,"delta":{"content":null},"finish_reason":null}]}""") + frame) },
        new("content-parts", "sends content as a list of parts")
        {
            Formats = OpenAI,
            Change = a => a.MapJson(json =>
            {
                if (json.Delta()["content"] is { } content)
                    json.Delta()["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = content.GetValue<string>() });
            }),
        },
        new("float-counts", "writes counts of tokens as 12.0") { Change = a => Counts(a, count => JsonNode.Parse($"{count}.0")) },
        new("text-counts", "writes counts of tokens as text") { Change = a => Counts(a, count => $"{count}") },
        new("lone-surrogate", "sends half of a character as an escape")
        {
            Change = a => a.Map(frame => frame.IndexOf('{', StringComparison.Ordinal) is >= 0 and var at
                ? frame.Insert(at + 1, "\"note\\udc00\":\"\\ud83d\",") : frame),
        },
        new("whole", "answers with one object although a stream was asked for") { Whole = true },
    ];

    private static StreamedAnswer Counts(StreamedAnswer answer, Func<long, JsonNode?> write) => answer.MapJson(json => Rewrite(json, write));

    private static void Rewrite(JsonObject json, Func<long, JsonNode?> write)
    {
        foreach (var (name, value) in json.ToArray())
        {
            if (value is JsonObject inner)
                Rewrite(inner, write);
            else if (value is JsonValue number && (name.Contains("token", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_count", StringComparison.Ordinal)) && number.TryGetValue<long>(out var count))
                json[name] = write(count);
        }
    }
}
