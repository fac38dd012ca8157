using System.Text.Json;
using Persona.Bench.Worker.Providers.Answers;

namespace Persona.Bench.Worker.Providers.OpenAI;

/// <summary>Reads chunks of a chat completion, and whole completions.</summary>
internal static class OpenAIMessage
{
    public static void Read(JsonElement message, ICollection<AnswerEvent> events)
    {
        if (ProviderError.Find(message) is { } error)
            events.Add(AnswerEvent.Of(error));
        events.AddText(AnswerEventKind.RequestId, message.Text("id"));
        events.AddText(AnswerEventKind.Model, message.Text("model"));
        foreach (var choice in message.List("choices"))
        {
            // Only one answer was asked for.
            if (choice.Count("index") is null or 0)
                ReadChoice(choice, events);
        }

        ReadUsage(message, events);
    }

    private static void ReadChoice(JsonElement choice, ICollection<AnswerEvent> events)
    {
        if (choice.Find("error") is not null && ProviderError.Find(choice) is { } error)
            events.Add(AnswerEvent.Of(error));
        if ((choice.Find("delta") ?? choice.Find("message")) is { } delta)
            ReadDelta(delta, events);
        else
            events.AddText(AnswerEventKind.Content, choice.Text("text"));
        events.AddFinish(choice.Text("finish_reason"));
        ReadUsage(choice, events);
    }

    private static void ReadDelta(JsonElement delta, ICollection<AnswerEvent> events)
    {
        // Several names for one text: only the first that has any counts.
        events.AddText(
            AnswerEventKind.Reasoning,
            NonEmpty(delta.Text("reasoning_content")) ?? NonEmpty(delta.Text("reasoning")) ?? NonEmpty(delta.Text("thinking")) ?? Details(delta));
        if (delta.Find("content") is { } content)
            ReadContent(content, events);
        events.AddText(AnswerEventKind.Refusal, delta.Text("refusal"));
        if (delta.List("tool_calls").Any() || delta.Find("function_call") is not null)
            events.Add(new(AnswerEventKind.ToolCall));
    }

    private static void ReadContent(JsonElement content, ICollection<AnswerEvent> events)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.String:
                events.AddText(AnswerEventKind.Content, content.GetString());
                break;
            case JsonValueKind.Array:
                foreach (var part in content.EnumerateArray())
                    ReadPart(part, events);
                break;
            case JsonValueKind.Object:
                ReadPart(content, events);
                break;
        }
    }

    private static void ReadPart(JsonElement part, ICollection<AnswerEvent> events)
    {
        if (part.ValueKind is JsonValueKind.String)
            events.AddText(AnswerEventKind.Content, part.GetString());
        else if (part.Find("thinking") is { } thinking)
            events.AddText(AnswerEventKind.Reasoning, thinking.ValueKind is JsonValueKind.String ? thinking.GetString() : string.Concat(part.List("thinking").Select(piece => piece.Text("text"))));
        else if (part.Text("type") == "refusal")
            events.AddText(AnswerEventKind.Refusal, part.Text("refusal"));
        else
            events.AddText(part.Text("type") is "reasoning" ? AnswerEventKind.Reasoning : AnswerEventKind.Content, part.Text("text"));
    }

    private static string? Details(JsonElement delta) =>
        NonEmpty(string.Concat(delta.List("reasoning_details").Select(detail => detail.Text("text") ?? detail.Text("summary"))));

    private static void ReadUsage(JsonElement message, ICollection<AnswerEvent> events)
    {
        if ((message.Find("usage") ?? message.Find("x_groq")?.Find("usage")) is { ValueKind: JsonValueKind.Object } usage)
            events.Add(AnswerEvent.Of(Usage(usage)));
        if (message.Find("x_groq")?.Text("error") is { } words)
            events.Add(AnswerEvent.Of(new ProviderError(null, [], words)));
    }

    private static TokenUsage Usage(JsonElement usage)
    {
        var input = usage.Count("prompt_tokens") ?? usage.Count("input_tokens");
        var output = usage.Count("completion_tokens") ?? usage.Count("output_tokens");
        var reasoning = (usage.Find("completion_tokens_details") ?? usage.Find("output_tokens_details"))?.Count("reasoning_tokens") ?? usage.Count("reasoning_tokens");
        var cached = (usage.Find("prompt_tokens_details") ?? usage.Find("input_tokens_details"))?.Count("cached_tokens")
            ?? usage.Count("cached_tokens") ?? usage.Count("prompt_cache_hit_tokens");

        // xAI counts reasoning in the total only.
        if (reasoning > 0 && usage.Count("total_tokens") == input + output + reasoning)
            output += reasoning;
        return new(input, output, reasoning, cached);
    }

    private static string? NonEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
