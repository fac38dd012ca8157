using System.Net.Http.Headers;
using System.Text.Json;
using Persona.Bench.Core.Providers;
using Persona.Bench.Worker.Providers.Answers;

namespace Persona.Bench.Worker.Providers.Ollama;

/// <summary>Ollama's chat API, which streams one JSON object per line. Ollama itself needs no key; a proxy in front of it may.</summary>
internal sealed class OllamaFormat : WireFormat
{
    private const string Api = "/api";

    public override string Root(string address) => address.EndsWith(Api, StringComparison.Ordinal) ? address[..^Api.Length] : address;

    public override string Path(WireRequest request) => "/api/chat";

    public override void Authorize(HttpRequestHeaders headers, string key) => headers.Authorization = new("Bearer", key);

    public override void Write(Utf8JsonWriter body, WireRequest request)
    {
        body.WriteString("model", request.Model);
        body.WriteUserMessage(request.Prompt);
        body.WriteBoolean("stream", request.Settings.Streams);
        if (request.Settings.ReasoningEffort is { } effort)
            body.WriteString("think", effort);
        body.WriteStartObject("options");
        body.WriteTemperature(request);
        if (request.Settings.MaxTokensField is not MaxTokensField.None)
            body.WriteNumber("num_predict", request.Parameters.MaxTokens);
        body.WriteEndObject();
    }

    public override void Read(JsonElement message, ICollection<AnswerEvent> events)
    {
        if (ProviderError.Find(message) is { } error)
        {
            events.Add(AnswerEvent.Of(error));
            return;
        }

        events.AddText(AnswerEventKind.Model, message.Text("model"));
        if (message.Find("message") is { } part)
        {
            events.AddText(AnswerEventKind.Reasoning, part.Text("thinking"));
            events.AddText(AnswerEventKind.Content, part.Text("content"));
            if (part.List("tool_calls").Any())
                events.Add(new(AnswerEventKind.ToolCall));
        }

        if (!message.IsTrue("done"))
            return;

        // Older versions give no reason.
        events.AddFinish(message.Text("done_reason") ?? "stop");
        events.Add(AnswerEvent.Of(new TokenUsage(message.Count("prompt_eval_count"), message.Count("eval_count"))));
        events.Add(new(AnswerEventKind.End));
    }
}
