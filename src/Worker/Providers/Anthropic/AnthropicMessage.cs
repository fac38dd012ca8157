using System.Text.Json;
using Persona.Bench.Worker.Providers.Answers;

namespace Persona.Bench.Worker.Providers.Anthropic;

/// <summary>Reads events of a message's stream, and whole messages.</summary>
internal static class AnthropicMessage
{
    public static void Read(JsonElement message, ICollection<AnswerEvent> events)
    {
        if (ProviderError.Find(message) is { } error)
        {
            events.Add(AnswerEvent.Of(error));
            return;
        }

        switch (message.Text("type"))
        {
            case "message_start" when message.Find("message") is { } started:
                ReadMessage(started, events);
                break;
            case "content_block_start" when message.Find("content_block") is { } block:
                ReadBlock(block, events);
                break;
            case "content_block_delta" when message.Find("delta") is { } delta:
                ReadBlock(delta, events);
                break;
            case "message_delta":
                if (message.Find("delta") is { } end)
                    events.AddFinish(end.Text("stop_reason"));
                ReadUsage(message, events);
                break;
            case "message_stop":
                events.Add(new(AnswerEventKind.End));
                break;
            case "message":
                ReadMessage(message, events);
                events.Add(new(AnswerEventKind.End));
                break;
        }
    }

    private static void ReadMessage(JsonElement message, ICollection<AnswerEvent> events)
    {
        events.AddText(AnswerEventKind.RequestId, message.Text("id"));
        events.AddText(AnswerEventKind.Model, message.Text("model"));
        foreach (var block in message.List("content"))
            ReadBlock(block, events);
        events.AddFinish(message.Text("stop_reason"));
        ReadUsage(message, events);
    }

    // A block and a part of one have the same fields.
    private static void ReadBlock(JsonElement block, ICollection<AnswerEvent> events)
    {
        events.AddText(AnswerEventKind.Reasoning, block.Text("thinking"));
        events.AddText(AnswerEventKind.Content, block.Text("text"));
        if (block.Text("type") is "tool_use" or "server_tool_use")
            events.Add(new(AnswerEventKind.ToolCall));
    }

    private static void ReadUsage(JsonElement message, ICollection<AnswerEvent> events)
    {
        if (message.Find("usage") is not { ValueKind: JsonValueKind.Object } usage)
            return;

        // The cache's tokens are not part of input_tokens.
        var cached = usage.Count("cache_read_input_tokens");
        var input = usage.Count("input_tokens") + (cached ?? 0) + (usage.Count("cache_creation_input_tokens") ?? 0);
        events.Add(AnswerEvent.Of(new TokenUsage(
            input, usage.Count("output_tokens"), usage.Find("output_tokens_details")?.Count("thinking_tokens"), cached)));
    }
}
