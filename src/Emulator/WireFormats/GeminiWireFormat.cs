using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Persona.Bench.Emulator.Answers;
using Persona.Bench.Emulator.Streams;

namespace Persona.Bench.Emulator.WireFormats;

/// <summary>Gemini's content generation API, <c>/v1beta/models/{m}:generateContent</c> and <c>:streamGenerateContent?alt=sse</c>.</summary>
internal sealed class GeminiWireFormat : WireFormat
{
    private const string Root = "/v1beta/models/";
    private const string Generate = ":generateContent";
    private const string GenerateStream = ":streamGenerateContent";

    public override string Name => "gemini";

    public override string StreamContentType => "text/event-stream";

    public override string ContentType => "application/json; charset=UTF-8";

    public override bool Serves(string path) =>
        path.StartsWith(Root, StringComparison.Ordinal)
        && (path.EndsWith(Generate, StringComparison.Ordinal) || path.EndsWith(GenerateStream, StringComparison.Ordinal));

    public override string? ApiKey(HttpRequest request) =>
        request.Headers["x-goog-api-key"].ToString() is { Length: > 0 } header ? header
        : request.Query["key"].ToString() is { Length: > 0 } query ? query
        : null;

    public override CompletionRequest Read(HttpRequest request, JsonElement body)
    {
        var (model, operation) = Split(request.Path.Value!);
        var stream = operation == GenerateStream;
        if (stream && !string.Equals(request.Query["alt"], "sse", StringComparison.Ordinal))
        {
            throw new BadRequestException("The emulated provider streams server-sent events only: add alt=sse to the query.");
        }

        return new()
        {
            Model = model,
            Prompt = Prompt(body),
            Stream = stream,
            IncludeUsage = true,
            MaxTokens = body.Section("generationConfig")?.Limit("maxOutputTokens"),
        };
    }

    public override string RequestId(string id) => id;

    public override byte[] Whole(Completion completion) => JsonText.Object(json => Write(json, completion, completion.Text, completion.OutputTokens, last: true));

    public override StreamedAnswer Stream(Completion completion, CompletionRequest request)
    {
        var chunks = completion.Tokens.Select((token, index) => JsonText.Event(json =>
            Write(json, completion, token, index + 1, last: index == completion.OutputTokens - 1)));

        // The last text event has the finish reason; without text, a separate event has it.
        byte[] closing = completion.OutputTokens > 0 ? [] : JsonText.Event(json => Write(json, completion, null, 0, last: true));
        return new([], [.. chunks], closing);
    }

    public override byte[] Error(int status, string? message, string requestId) => ErrorBody(status, message, reason: null);

    public override (int Status, byte[] Body) WrongKey(string? presented, string requestId) => presented is null
        ? (403, ErrorBody(403, "Method doesn't allow unregistered callers (callers without established identity). Please use API Key.", reason: null))
        : (400, ErrorBody(400, "API key not valid. Please pass a valid API key.", "API_KEY_INVALID"));

    private static byte[] ErrorBody(int status, string? message, string? reason) => JsonText.Object(json => json.Nested("error", error =>
    {
        var (name, usual) = Explain(status);
        error.WriteNumber("code", status);
        error.WriteString("message", message ?? usual);
        error.WriteString("status", name);
        if (reason is not null)
        {
            error.Single("details", detail =>
            {
                detail.WriteString("@type", "type.googleapis.com/google.rpc.ErrorInfo");
                detail.WriteString("reason", reason);
                detail.WriteString("domain", "googleapis.com");
                detail.Nested("metadata", metadata => metadata.WriteString("service", "generativelanguage.googleapis.com"));
            });
        }
    }));

    private static (string Model, string Operation) Split(string path)
    {
        var colon = path.LastIndexOf(':');
        return (path[Root.Length..colon], path[colon..]);
    }

    private static string Prompt(JsonElement body) => string.Join(
        '\n',
        body.RequiredArray("contents").EnumerateArray()
            .SelectMany(content => RequestBody.PartsText(RequestBody.Object(content, "contents").RequiredArray("parts"))));

    private static void Write(Utf8JsonWriter json, Completion completion, string? text, int outputTokens, bool last)
    {
        json.Single("candidates", candidate =>
        {
            if (!string.IsNullOrEmpty(text))
            {
                candidate.Nested("content", content =>
                {
                    content.Single("parts", part => part.WriteString("text", text));
                    content.WriteString("role", "model");
                });
            }

            if (last)
            {
                candidate.WriteString("finishReason", Reason(completion));
            }

            candidate.WriteNumber("index", 0);
        });
        json.Nested("usageMetadata", usage =>
        {
            usage.WriteNumber("promptTokenCount", completion.InputTokens);
            usage.WriteNumber("candidatesTokenCount", outputTokens);
            usage.WriteNumber("totalTokenCount", completion.InputTokens + outputTokens);
        });
        json.WriteString("modelVersion", completion.Model);
        json.WriteString("responseId", completion.Id);
    }

    private static string Reason(Completion completion) => completion.FinishReason switch
    {
        FinishReason.Length => "MAX_TOKENS",
        FinishReason.Refusal => "SAFETY",
        _ => "STOP",
    };

    private static (string Status, string Message) Explain(int status) => status switch
    {
        401 => ("UNAUTHENTICATED", "Request had invalid authentication credentials."),
        403 => ("PERMISSION_DENIED", "The caller does not have permission"),
        404 => ("NOT_FOUND", "The model is not found for API version v1beta, or is not supported for generateContent."),
        429 => ("RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota)."),
        503 => ("UNAVAILABLE", "The model is overloaded. Please try again later."),
        504 => ("DEADLINE_EXCEEDED", "The request timed out. Please try again."),
        >= 500 => ("INTERNAL", "An internal error has occurred. Please retry."),
        _ => ("INVALID_ARGUMENT", "Request contains an invalid argument."),
    };
}
