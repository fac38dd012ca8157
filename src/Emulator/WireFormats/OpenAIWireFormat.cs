using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Persona.Bench.Emulator.Answers;
using Persona.Bench.Emulator.Streams;

namespace Persona.Bench.Emulator.WireFormats;

/// <summary>OpenAI's chat completions API, <c>/v1/chat/completions</c>.</summary>
internal sealed class OpenAIWireFormat : WireFormat
{
    public override string Name => "openai";

    public override string StreamContentType => "text/event-stream; charset=utf-8";

    public override bool Serves(string path) => path is "/v1/chat/completions" or "/chat/completions";

    public override string? ApiKey(HttpRequest request) => Bearer(request);

    public override CompletionRequest Read(HttpRequest request, JsonElement body) => new()
    {
        Model = body.RequiredText("model"),
        Prompt = body.MessagesText(),
        Stream = body.Flag("stream") ?? false,
        IncludeUsage = body.Section("stream_options")?.Flag("include_usage") ?? false,
        MaxTokens = body.Limit("max_completion_tokens") ?? body.Limit("max_tokens"),
    };

    public override string RequestId(string id) => $"req_{id}";

    public override byte[] Whole(Completion completion) => JsonText.Object(json =>
    {
        WriteHead(json, completion, "chat.completion");
        json.Single("choices", choice =>
        {
            choice.WriteNumber("index", 0);
            choice.Nested("message", message =>
            {
                message.WriteString("role", "assistant");
                message.WriteString("content", completion.Text);
                message.WriteNull("refusal");
            });
            choice.WriteNull("logprobs");
            choice.WriteString("finish_reason", Reason(completion));
        });
        WriteUsage(json, completion);
    });

    public override StreamedAnswer Stream(Completion completion, CompletionRequest request)
    {
        var opening = Chunk(completion, request, delta =>
        {
            delta.WriteString("role", "assistant");
            delta.WriteString("content", "");
            delta.WriteNull("refusal");
        });
        var chunks = completion.Tokens.Select(token => Chunk(completion, request, delta => delta.WriteString("content", token)));
        byte[] closing =
        [
            .. Chunk(completion, request, _ => { }, Reason(completion)),
            .. request.IncludeUsage ? UsageChunk(completion) : [],
            .. "data: [DONE]\n\n"u8,
        ];
        return new(opening, [.. chunks], closing);
    }

    public override byte[] Error(int status, string? message, string requestId) => JsonText.Object(json => json.Nested("error", error =>
    {
        var (type, code, usual) = Explain(status);
        error.WriteString("message", message ?? usual);
        error.WriteString("type", type);
        error.WriteNull("param");
        error.WriteString("code", code);
    }));

    public override (int Status, byte[] Body) WrongKey(string? presented, string requestId) => presented is null
        ? (401, Error(401, "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth.", requestId))
        : (401, Error(401, null, requestId));

    private static byte[] Chunk(Completion completion, CompletionRequest request, Action<Utf8JsonWriter> delta, string? reason = null) =>
        JsonText.Event(json =>
        {
            WriteHead(json, completion, "chat.completion.chunk");
            json.Single("choices", choice =>
            {
                choice.WriteNumber("index", 0);
                choice.Nested("delta", delta);
                choice.WriteNull("logprobs");
                choice.WriteString("finish_reason", reason);
            });
            if (request.IncludeUsage)
            {
                json.WriteNull("usage");
            }
        });

    private static byte[] UsageChunk(Completion completion) => JsonText.Event(json =>
    {
        WriteHead(json, completion, "chat.completion.chunk");
        json.WriteStartArray("choices");
        json.WriteEndArray();
        WriteUsage(json, completion);
    });

    private static void WriteHead(Utf8JsonWriter json, Completion completion, string kind)
    {
        json.WriteString("id", $"chatcmpl-{completion.Id}");
        json.WriteString("object", kind);
        json.WriteNumber("created", completion.CreatedAt.ToUnixTimeSeconds());
        json.WriteString("model", completion.Model);
        json.WriteString("system_fingerprint", "fp_emulated");
    }

    private static void WriteUsage(Utf8JsonWriter json, Completion completion) => json.Nested("usage", usage =>
    {
        usage.WriteNumber("prompt_tokens", completion.InputTokens);
        usage.WriteNumber("completion_tokens", completion.OutputTokens);
        usage.WriteNumber("total_tokens", completion.InputTokens + completion.OutputTokens);
    });

    private static string Reason(Completion completion) => completion.FinishReason switch
    {
        FinishReason.Length => "length",
        FinishReason.Refusal => "content_filter",
        _ => "stop",
    };

    private static (string Type, string? Code, string Message) Explain(int status) => status switch
    {
        401 => ("invalid_request_error", "invalid_api_key", "Incorrect API key provided."),
        403 => ("invalid_request_error", "unsupported_country_region_territory", "Country, region, or territory not supported"),
        404 => ("invalid_request_error", "model_not_found", "The model does not exist or you do not have access to it."),
        429 => ("requests", "rate_limit_exceeded", "Rate limit reached for requests per min (RPM). Please try again later."),
        503 => ("server_error", null, "The engine is currently overloaded, please try again later."),
        >= 500 => ("server_error", null, "The server had an error while processing your request. Sorry about that!"),
        _ => ("invalid_request_error", null, "The request was invalid."),
    };
}
