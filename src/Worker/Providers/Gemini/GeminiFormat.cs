using System.Net.Http.Headers;
using System.Text.Json;
using Persona.Bench.Core.Providers;
using Persona.Bench.Worker.Providers.Answers;

namespace Persona.Bench.Worker.Providers.Gemini;

/// <summary>Gemini's content generation API. The key goes into a header: in the URL it would be logged.</summary>
internal sealed class GeminiFormat : WireFormat
{
    private const string Prefix = "models/";

    public override string Root(string address) =>
        address.EndsWith("/v1beta", StringComparison.Ordinal) || address.EndsWith("/v1", StringComparison.Ordinal) ? address : address + "/v1beta";

    public override string Path(WireRequest request)
    {
        var model = request.Model.StartsWith(Prefix, StringComparison.Ordinal) ? request.Model[Prefix.Length..] : request.Model;
        return $"/{Prefix}{Uri.EscapeDataString(model)}:{(request.Settings.Streams ? "streamGenerateContent?alt=sse" : "generateContent")}";
    }

    public override void Authorize(HttpRequestHeaders headers, string key) => headers.TryAddWithoutValidation("x-goog-api-key", key);

    public override void Write(Utf8JsonWriter body, WireRequest request)
    {
        body.WriteStartArray("contents");
        body.WriteStartObject();
        body.WriteString("role", "user");
        body.WriteStartArray("parts");
        body.WriteStartObject();
        body.WriteString("text", request.Prompt);
        body.WriteEndObject();
        body.WriteEndArray();
        body.WriteEndObject();
        body.WriteEndArray();
        body.WriteStartObject("generationConfig");
        if (request.Settings.MaxTokensField is not MaxTokensField.None)
            body.WriteNumber("maxOutputTokens", request.Parameters.MaxTokens);
        body.WriteTemperature(request);
        if (request.Settings.ReasoningEffort is { } effort)
        {
            body.WriteStartObject("thinkingConfig");
            body.WriteString("thinkingLevel", effort);
            body.WriteEndObject();
        }

        body.WriteEndObject();
    }

    public override void Read(JsonElement message, ICollection<AnswerEvent> events) => GeminiMessage.Read(message, events);
}
