using System.Net.Http.Headers;
using System.Text.Json;
using Persona.Bench.Core.Providers;
using Persona.Bench.Worker.Providers.Answers;

namespace Persona.Bench.Worker.Providers.Anthropic;

/// <summary>Anthropic's messages API.</summary>
internal sealed class AnthropicFormat : WireFormat
{
    private const string Version = "/v1";

    public override string Root(string address) => address.EndsWith(Version, StringComparison.Ordinal) ? address[..^Version.Length] : address;

    public override string Path(WireRequest request) => "/v1/messages";

    public override void Authorize(HttpRequestHeaders headers, string key) => headers.TryAddWithoutValidation("x-api-key", key);

    public override void AddHeaders(HttpRequestHeaders headers) => headers.TryAddWithoutValidation("anthropic-version", "2023-06-01");

    public override void Write(Utf8JsonWriter body, WireRequest request)
    {
        var settings = request.Settings;
        body.WriteString("model", request.Model);
        body.WriteUserMessage(request.Prompt);
        if (settings.MaxTokensField is not MaxTokensField.None)
            body.WriteNumber("max_tokens", request.Parameters.MaxTokens);
        body.WriteTemperature(request);
        if (settings.ReasoningEffort is { } effort)
        {
            body.WriteStartObject("output_config");
            body.WriteString("effort", effort);
            body.WriteEndObject();
        }

        body.WriteBoolean("stream", settings.Streams);
    }

    public override void Read(JsonElement message, ICollection<AnswerEvent> events) => AnthropicMessage.Read(message, events);
}
