using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Persona.Bench.Emulator.Answers;
using Persona.Bench.Emulator.Streams;

namespace Persona.Bench.Emulator.WireFormats;

/// <summary>Anthropic's messages API, <c>/v1/messages</c>.</summary>
internal sealed class AnthropicWireFormat : WireFormat
{
    public override string Name => "anthropic";

    public override string RequestIdHeader => "request-id";

    public override string StreamContentType => "text/event-stream; charset=utf-8";

    public override bool Serves(string path) => path == "/v1/messages";

    public override string? ApiKey(HttpRequest request) =>
        request.Headers["x-api-key"].ToString() is { Length: > 0 } key ? key : Bearer(request);

    public override CompletionRequest Read(HttpRequest request, JsonElement body)
    {
        if (!request.Headers.ContainsKey("anthropic-version"))
        {
            throw new BadRequestException("anthropic-version: header is required");
        }

        return new()
        {
            Model = body.RequiredText("model"),
            MaxTokens = body.Limit("max_tokens") ?? throw new BadRequestException("max_tokens: Field required"),
            Prompt = body.MessagesText(),
            Stream = body.Flag("stream") ?? false,
        };
    }

    public override string RequestId(string id) => $"req_{id}";

    public override byte[] Whole(Completion completion) => JsonText.Object(json =>
    {
        WriteHead(json, completion);
        json.WriteStartArray("content");
        if (completion.OutputTokens > 0)
        {
            json.WriteStartObject();
            json.WriteString("type", "text");
            json.WriteString("text", completion.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("stop_reason", Reason(completion));
        json.WriteNull("stop_sequence");
        WriteUsage(json, completion.InputTokens, completion.OutputTokens);
    });

    public override StreamedAnswer Stream(Completion completion, CompletionRequest request)
    {
        var any = completion.OutputTokens > 0;
        byte[] opening = [.. MessageStart(completion), .. any ? BlockStart() : [], .. Named("ping", _ => { })];
        byte[] closing = [.. any ? Named("content_block_stop", json => json.WriteNumber("index", 0)) : [], .. MessageDelta(completion), .. Named("message_stop", _ => { })];
        return new(opening, [.. completion.Tokens.Select(TextDelta)], closing);
    }

    public override byte[] Error(int status, string? message, string requestId) => JsonText.Object(json =>
    {
        var (type, usual) = Explain(status);
        json.WriteString("type", "error");
        json.Nested("error", error =>
        {
            error.WriteString("type", type);
            error.WriteString("message", message ?? usual);
        });
        json.WriteString("request_id", requestId);
    });

    public override (int Status, byte[] Body) WrongKey(string? presented, string requestId) =>
        (401, Error(401, presented is null ? "x-api-key header is required" : null, requestId));

    private static byte[] MessageStart(Completion completion) => Named("message_start", json => json.Nested("message", message =>
    {
        WriteHead(message, completion);
        message.WriteStartArray("content");
        message.WriteEndArray();
        message.WriteNull("stop_reason");
        message.WriteNull("stop_sequence");
        WriteUsage(message, completion.InputTokens, Math.Min(1, completion.OutputTokens));
    }));

    private static byte[] BlockStart() => Named("content_block_start", json =>
    {
        json.WriteNumber("index", 0);
        json.Nested("content_block", block =>
        {
            block.WriteString("type", "text");
            block.WriteString("text", "");
        });
    });

    private static byte[] TextDelta(string token) => Named("content_block_delta", json =>
    {
        json.WriteNumber("index", 0);
        json.Nested("delta", delta =>
        {
            delta.WriteString("type", "text_delta");
            delta.WriteString("text", token);
        });
    });

    private static byte[] MessageDelta(Completion completion) => Named("message_delta", json =>
    {
        json.Nested("delta", delta =>
        {
            delta.WriteString("stop_reason", Reason(completion));
            delta.WriteNull("stop_sequence");
        });
        json.Nested("usage", usage => usage.WriteNumber("output_tokens", completion.OutputTokens));
    });

    private static byte[] Named(string type, Action<Utf8JsonWriter> properties) => JsonText.NamedEvent(type, json =>
    {
        json.WriteString("type", type);
        properties(json);
    });

    private static void WriteHead(Utf8JsonWriter json, Completion completion)
    {
        json.WriteString("id", $"msg_{completion.Id}");
        json.WriteString("type", "message");
        json.WriteString("role", "assistant");
        json.WriteString("model", completion.Model);
    }

    private static void WriteUsage(Utf8JsonWriter json, int inputTokens, int outputTokens) => json.Nested("usage", usage =>
    {
        usage.WriteNumber("input_tokens", inputTokens);
        usage.WriteNumber("cache_creation_input_tokens", 0);
        usage.WriteNumber("cache_read_input_tokens", 0);
        usage.WriteNumber("output_tokens", outputTokens);
        usage.WriteString("service_tier", "standard");
    });

    private static string Reason(Completion completion) => completion.FinishReason switch
    {
        FinishReason.Length => "max_tokens",
        FinishReason.Refusal => "refusal",
        _ => "end_turn",
    };

    private static (string Type, string Message) Explain(int status) => status switch
    {
        401 => ("authentication_error", "invalid x-api-key"),
        403 => ("permission_error", "Your API key does not have permission to use the specified resource."),
        404 => ("not_found_error", "The requested resource could not be found."),
        413 => ("request_too_large", "Request exceeds the maximum size"),
        429 => ("rate_limit_error", "This request would exceed your organization's rate limit. Please try again later."),
        529 => ("overloaded_error", "Overloaded"),
        >= 500 => ("api_error", "Internal server error"),
        _ => ("invalid_request_error", "The request was invalid."),
    };
}
