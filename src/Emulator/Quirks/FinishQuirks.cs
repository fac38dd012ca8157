using System.Text.Json.Nodes;
using Persona.Bench.Emulator.Streams;
using static Persona.Bench.Emulator.Quirks.StreamEdits;

namespace Persona.Bench.Emulator.Quirks;

/// <summary>What servers call the end of an answer, and how they end it.</summary>
internal static class FinishQuirks
{
    private static readonly string[] OpenAI = [Quirk.OpenAI];

    /// <summary>Words for the end of a complete answer, of a part, and of none.</summary>
    private static readonly (string Format, string[] Words)[] Words =
    [
        (Quirk.OpenAI,
        [
            "eos", "eos_token", "end_turn", "normal", "stop_sequence", "max_tokens", "model_length", "content_filter", "error", "abort",
            "insufficient_system_resource",
        ]),
        (Quirk.Anthropic, ["stop_sequence", "model_context_window_exceeded", "refusal"]),
        (Quirk.Gemini, ["RECITATION", "OTHER", "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL"]),
    ];

    /// <summary>Words for an end without an answer.</summary>
    private static readonly (string Format, string Word)[] WithoutAnswer = [(Quirk.OpenAI, "tool_calls"), (Quirk.Anthropic, "pause_turn"), (Quirk.Ollama, "load")];

    public static IReadOnlyList<Quirk> All { get; } =
    [
        .. Words.SelectMany(group => group.Words.Select(word => (group.Format, Word: word))).GroupBy(entry => entry.Word).Select(entry =>
            new Quirk("finish-" + entry.Key, $"calls the end of the answer '{entry.Key}'") { Formats = [.. entry.Select(one => one.Format)], Change = a => Finished(a, entry.Key) }),
        .. WithoutAnswer.Select(entry => new Quirk("finish-" + entry.Word, $"sends no text and calls that '{entry.Word}'")
        {
            Formats = [entry.Format], Change = a => Finished(a with { Chunks = [a.Chunks[0]] }, entry.Word).MapJson(Emptied),
        }),
        new("finish-empty", "gives an empty reason for the end, in every chunk")
        {
            Formats = OpenAI, Change = a => a.MapJson(json => json.Choice()["finish_reason"] = ""),
        },
        new("finish-in-every-chunk", "gives the reason for the end in every chunk")
        {
            Formats = [Quirk.OpenAI, Quirk.Gemini],
            Change = a => a.MapJson(json =>
            {
                if (json.Choice()["delta"] is not null)
                    json.Choice()["finish_reason"] = "stop";
                if ((json["candidates"] as JsonArray)?[0] is JsonObject candidate)
                    candidate["finishReason"] = "STOP";
            }),
        },
        new("block-reason", "blocks the prompt")
        {
            Formats = [Quirk.Gemini],
            Change = a => new([], [], System.Text.Encoding.UTF8.GetBytes(Event("""{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":9}}"""))),
        },
        new("refusal-text", "declines in a field of its own")
        {
            Formats = OpenAI,
            Change = a => a.MapJson(json =>
            {
                if (json.Delta()["content"]?.GetValue<string>() is { Length: > 0 })
                    json.Choice()["delta"] = new JsonObject { ["refusal"] = "I cannot help with that." };
            }),
        },
        new("stays-open", "keeps the connection open after its end mark") { StaysOpen = true },
        new("stays-open-after-usage", "keeps the connection open after the usage, without [DONE]")
        {
            Formats = OpenAI, StaysOpen = true, Change = a => a.Map(frame => frame.Contains("[DONE]", StringComparison.Ordinal) ? "" : frame),
        },
        new("stays-open-after-finish", "keeps the connection open after the reason for the end, without usage and [DONE]")
        {
            Formats = OpenAI,
            StaysOpen = true,
            Change = a => a.MapJson(json => json["usage"] is JsonObject ? [] : [json]).Map(frame => frame.Contains("[DONE]", StringComparison.Ordinal) ? "" : frame),
        },
        new("at-once", "sends all of the answer at its end, as a proxy does that buffers") { AtOnce = true },
        new("compressed", "sends all of the answer at its end, compressed") { Compressed = true },
    ];

    private static StreamedAnswer Finished(StreamedAnswer answer, string word) => answer.MapJson(json =>
    {
        if (json.Choice()["finish_reason"] is not null)
            json.Choice()["finish_reason"] = word;
        if ((json["delta"] as JsonObject)?["stop_reason"] is not null)
            json["delta"]!["stop_reason"] = word;
        if ((json["candidates"] as JsonArray)?[0] is JsonObject candidate && candidate["finishReason"] is not null)
            candidate["finishReason"] = word;
        if (json["done_reason"] is not null)
            json["done_reason"] = word;
    });

    private static void Emptied(JsonObject json)
    {
        if (json.Delta().ContainsKey("content"))
            json.Delta()["content"] = "";
        if ((json["delta"] as JsonObject)?["text"] is not null)
            json["delta"]!["text"] = "";
        if ((json["message"] as JsonObject)?["content"] is JsonValue)
            json["message"]!["content"] = "";
    }
}
