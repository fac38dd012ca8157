using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Persona.Bench.Emulator.WireFormats;

namespace Persona.Bench.Emulator.Serving;

/// <summary>Answers the other queries of clients and health checks: lists of models, versions, liveness.</summary>
internal sealed class InformationEndpoint(string? apiKey)
{
    private const string Model = "emulated";
    private const string Created = "2025-01-01T00:00:00Z";
    private const string OpenAIModels = "/v1/models";
    private const string GeminiModels = "/v1beta/models";

    private static readonly OpenAIWireFormat OpenAI = new();
    private static readonly AnthropicWireFormat Anthropic = new();
    private static readonly GeminiWireFormat Gemini = new();
    private static readonly OllamaWireFormat Ollama = new();

    /// <summary>Returns false if the path is not served here.</summary>
    public async Task<bool> TryHandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (Open(path) is { } open)
        {
            await SendAsync(context, 200, "application/json", open);
            return true;
        }

        if (Listing(context.Request, path) is not var (format, body))
        {
            return false;
        }

        var presented = format.ApiKey(context.Request);
        var (status, answer) = apiKey is null || presented == apiKey ? (200, body) : format.WrongKey(presented, context.TraceIdentifier);
        await SendAsync(context, status, format.ContentType, answer);
        return true;
    }

    private static byte[]? Open(string path) => path switch
    {
        "/" => "\"Ollama is running\""u8.ToArray(),
        "/health" => JsonText.Object(json => json.WriteString("status", "ok")),
        "/api/version" => JsonText.Object(json => json.WriteString("version", "0.13.0")),
        _ => null,
    };

    private static (WireFormat Format, byte[] Body)? Listing(HttpRequest request, string path)
    {
        var anthropic = request.Headers.ContainsKey("anthropic-version");
        return path switch
        {
            OpenAIModels when anthropic => (Anthropic, JsonText.Object(json => List(json, AnthropicModel))),
            OpenAIModels => (OpenAI, JsonText.Object(json => List(json, OpenAIModel))),
            GeminiModels => (Gemini, JsonText.Object(json => json.Single("models", model => GeminiModel(model, Model)))),
            "/api/tags" => (Ollama, JsonText.Object(json => json.Single("models", OllamaModel))),
            _ when Named(path, OpenAIModels) is { } name && anthropic => (Anthropic, JsonText.Object(json => AnthropicModel(json, name))),
            _ when Named(path, OpenAIModels) is { } name => (OpenAI, JsonText.Object(json => OpenAIModel(json, name))),
            _ when Named(path, GeminiModels) is { } name && !name.Contains(':') => (Gemini, JsonText.Object(json => GeminiModel(json, name))),
            _ => null,
        };
    }

    private static string? Named(string path, string root) =>
        path.StartsWith(root + "/", StringComparison.Ordinal) && path.Length > root.Length + 1 ? path[(root.Length + 1)..] : null;

    private static void List(Utf8JsonWriter json, Action<Utf8JsonWriter, string> model)
    {
        json.WriteString("object", "list");
        json.Single("data", entry => model(entry, Model));
        json.WriteBoolean("has_more", false);
        json.WriteString("first_id", Model);
        json.WriteString("last_id", Model);
    }

    private static void OpenAIModel(Utf8JsonWriter json, string name)
    {
        json.WriteString("id", name);
        json.WriteString("object", "model");
        json.WriteNumber("created", 1_735_689_600);
        json.WriteString("owned_by", "emulator");
    }

    private static void AnthropicModel(Utf8JsonWriter json, string name)
    {
        json.WriteString("type", "model");
        json.WriteString("id", name);
        json.WriteString("display_name", name);
        json.WriteString("created_at", Created);
    }

    private static void GeminiModel(Utf8JsonWriter json, string name)
    {
        json.WriteString("name", $"models/{name}");
        json.WriteString("displayName", name);
        json.WriteStartArray("supportedGenerationMethods");
        json.WriteStringValue("generateContent");
        json.WriteEndArray();
    }

    private static void OllamaModel(Utf8JsonWriter json)
    {
        json.WriteString("name", $"{Model}:latest");
        json.WriteString("model", $"{Model}:latest");
        json.WriteString("modified_at", Created);
        json.WriteNumber("size", 0);
        json.WriteString("digest", new string('0', 64));
        json.Nested("details", details =>
        {
            details.WriteString("format", "gguf");
            details.WriteString("family", Model);
            details.WriteString("parameter_size", "0B");
            details.WriteString("quantization_level", "none");
        });
    }

    private static async Task SendAsync(HttpContext context, int status, string contentType, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
