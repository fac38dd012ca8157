using System.Text.Json;
using Persona.Bench.Worker.Providers.Answers;

namespace Persona.Bench.Worker.Providers.Gemini;

/// <summary>Reads responses to a request for content; those of a stream are parts of one answer.</summary>
internal static class GeminiMessage
{
    public static void Read(JsonElement message, ICollection<AnswerEvent> events)
    {
        // Without alt=sse, a stream is one list of responses.
        if (message.ValueKind is JsonValueKind.Array)
        {
            foreach (var response in message.EnumerateArray())
                ReadResponse(response, events);
        }
        else
        {
            ReadResponse(message, events);
        }
    }

    private static void ReadResponse(JsonElement response, ICollection<AnswerEvent> events)
    {
        if (ProviderError.Find(response) is { } error)
        {
            events.Add(AnswerEvent.Of(error));
            return;
        }

        events.AddText(AnswerEventKind.RequestId, response.Text("responseId"));
        events.AddText(AnswerEventKind.Model, response.Text("modelVersion"));
        foreach (var candidate in response.List("candidates").Take(1))
            ReadCandidate(candidate, events);
        if (response.Find("promptFeedback")?.Text("blockReason") is { Length: > 0 } reason)
            events.Add(new(AnswerEventKind.Refusal, $"prompt blocked: {reason}"));
        if (response.Find("usageMetadata") is { ValueKind: JsonValueKind.Object } usage)
            events.Add(AnswerEvent.Of(Usage(usage)));
    }

    private static void ReadCandidate(JsonElement candidate, ICollection<AnswerEvent> events)
    {
        if (candidate.Find("content") is { } content)
        {
            foreach (var part in content.List("parts"))
            {
                events.AddText(part.IsTrue("thought") ? AnswerEventKind.Reasoning : AnswerEventKind.Content, part.Text("text"));
                if (part.Find("functionCall") is not null)
                    events.Add(new(AnswerEventKind.ToolCall));
            }
        }

        if (candidate.Text("finishReason") is { } reason && reason != "FINISH_REASON_UNSPECIFIED")
            events.AddFinish(reason);
    }

    // Thoughts are billed as output, and so are the tokens that only the total has.
    private static TokenUsage Usage(JsonElement usage)
    {
        var input = usage.Count("promptTokenCount");
        var thoughts = usage.Count("thoughtsTokenCount");
        var output = usage.Count("candidatesTokenCount") + (thoughts ?? 0);
        if (output is null && usage.Count("totalTokenCount") - input is > 0 and var rest)
            output = rest;
        return new(input, output, thoughts, usage.Count("cachedContentTokenCount"));
    }
}
