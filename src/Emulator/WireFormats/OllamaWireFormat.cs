using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Persona.Bench.Emulator.Answers;
using Persona.Bench.Emulator.Streams;

namespace Persona.Bench.Emulator.WireFormats;

/// <summary>Ollama's chat API, <c>/api/chat</c>: streams by default, in JSON lines instead of events; has no finish reason for refusals.</summary>
internal sealed class OllamaWireFormat : WireFormat
{
    public override string Name => "ollama";

    public override string StreamContentType => "application/x-ndjson";

    public override string ContentType => "application/json; charset=utf-8";

    public override bool Serves(string path) => path == "/api/chat";

    public override string? ApiKey(HttpRequest request) => Bearer(request);

    public override CompletionRequest Read(HttpRequest request, JsonElement body) => new()
    {
        Model = body.RequiredText("model"),
        Prompt = body.MessagesText(),
        Stream = body.Flag("stream") ?? true,
        IncludeUsage = true,
        MaxTokens = body.Section("options")?.Limit("num_predict") is { } limit and > 0 ? limit : null,
        RefusalText = PersonaAnswer.RefusalText,
    };

    public override string RequestId(string id) => id;

    public override byte[] Whole(Completion completion) => JsonText.Object(json => WriteLast(json, completion, completion.Text));

    public override StreamedAnswer Stream(Completion completion, CompletionRequest request)
    {
        var chunks = completion.Tokens.Select(token => JsonText.Line(json =>
        {
            WriteMessage(json, completion, token);
            json.WriteBoolean("done", false);
        }));
        return new([], [.. chunks], JsonText.Line(json => WriteLast(json, completion, "")));
    }

    public override byte[] Error(int status, string? message, string requestId) =>
        JsonText.Object(json => json.WriteString("error", message ?? Explain(status)));

    private static void WriteMessage(Utf8JsonWriter json, Completion completion, string text)
    {
        json.WriteString("model", completion.Model);
        json.WriteString("created_at", completion.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        json.Nested("message", message =>
        {
            message.WriteString("role", "assistant");
            message.WriteString("content", text);
        });
    }

    private static void WriteLast(Utf8JsonWriter json, Completion completion, string text)
    {
        WriteMessage(json, completion, text);
        json.WriteString("done_reason", completion.FinishReason == FinishReason.Length ? "length" : "stop");
        json.WriteBoolean("done", true);
        json.WriteNumber("total_duration", Nanoseconds(completion.Latency.Total));
        json.WriteNumber("load_duration", 0);
        json.WriteNumber("prompt_eval_count", completion.InputTokens);
        json.WriteNumber("prompt_eval_duration", Nanoseconds(completion.Latency.FirstToken));
        json.WriteNumber("eval_count", completion.OutputTokens);
        json.WriteNumber("eval_duration", Nanoseconds(completion.Latency.Total - completion.Latency.FirstToken));
    }

    private static long Nanoseconds(TimeSpan span) => span.Ticks * TimeSpan.NanosecondsPerTick;

    private static string Explain(int status) => status switch
    {
        401 => "unauthorized",
        404 => "model not found, try pulling it first",
        429 => "too many requests",
        503 => "server busy, please try again.  maximum pending requests exceeded",
        >= 500 => "llama runner process has terminated",
        _ => "invalid request",
    };
}
