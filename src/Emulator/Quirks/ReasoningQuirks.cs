using System.Text.Json.Nodes;

namespace Persona.Bench.Emulator.Quirks;

/// <summary>Where models put what they think before they answer.</summary>
internal static class ReasoningQuirks
{
    private const int Chunks = 3;
    private const string Thought = "The data speaks of <output>{}</output>. ";

    public static IReadOnlyList<Quirk> All { get; } =
    [
        .. ((string[])["reasoning_content", "reasoning"]).Select(name => new Quirk(name, $"streams its reasoning in {name}")
        {
            Formats = [Quirk.OpenAI], Change = a => a.Led(Chunks, json => json.Choice()["delta"] = new JsonObject { ["content"] = null, [name] = Thought }),
        }),
        new("reasoning-parts", "streams its reasoning as parts of the content")
        {
            Formats = [Quirk.OpenAI],
            Change = a => a.Led(Chunks, json => json.Delta()["content"] = new JsonArray(
                new JsonObject { ["type"] = "thinking", ["thinking"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = Thought }) })),
        },
        new("thinking", "streams its reasoning in blocks, parts or fields of their own")
        {
            Formats = [Quirk.Anthropic, Quirk.Gemini, Quirk.Ollama],
            Change = a => a.Led(Chunks, json =>
            {
                if (json["delta"] is JsonObject)
                    json["delta"] = new JsonObject { ["type"] = "thinking_delta", ["thinking"] = Thought };
                if ((json["candidates"] as JsonArray)?[0]?["content"]?["parts"]?[0] is JsonObject part)
                    (part["text"], part["thought"]) = (Thought, true);
                if (json["message"] is JsonObject message)
                    (message["content"], message["thinking"]) = ("", Thought);
            }),
        },
        new("think-tags", "streams its reasoning inside of the answer, between <think> and </think>")
        {
            Formats = [Quirk.OpenAI], Change = a => a.Led(1, json => json.Delta()["content"] = $"<think>{Thought}</think>\n"),
        },
    ];
}
