using System.Net.Http.Headers;
using System.Text.Json;
using Persona.Bench.Core.Providers;
using Persona.Bench.Worker.Providers.Answers;

namespace Persona.Bench.Worker.Providers.OpenAI;

/// <summary>OpenAI's chat completions, as OpenAI and the many compatible servers speak it.</summary>
/// <param name="maxTokensField">The field of the token limit where the configuration names none.</param>
/// <param name="organization">Sent in a header; null for none.</param>
internal sealed class OpenAIFormat(MaxTokensField maxTokensField, string? organization) : WireFormat
{
    /// <summary>Whether an address without a path gets the version. Compatible servers do not always have one, so theirs is used as written.</summary>
    public bool AddsVersion { get; init; }

    public override string Root(string address) => AddsVersion && new Uri(address).AbsolutePath == "/" ? address + "/v1" : address;

    public override string Path(WireRequest request) => "/chat/completions";

    public override void Authorize(HttpRequestHeaders headers, string key) => headers.Authorization = new("Bearer", key);

    public override void AddHeaders(HttpRequestHeaders headers)
    {
        if (organization is not null)
            headers.TryAddWithoutValidation("OpenAI-Organization", organization);
    }

    public override void Write(Utf8JsonWriter body, WireRequest request)
    {
        var settings = request.Settings;
        body.WriteString("model", request.Model);
        body.WriteUserMessage(request.Prompt);
        switch (settings.MaxTokensField ?? maxTokensField)
        {
            case MaxTokensField.MaxCompletionTokens:
                body.WriteNumber("max_completion_tokens", request.Parameters.MaxTokens);
                break;
            case MaxTokensField.MaxTokens:
                body.WriteNumber("max_tokens", request.Parameters.MaxTokens);
                break;
        }

        body.WriteTemperature(request);
        if (settings.ReasoningEffort is { } effort)
            body.WriteString("reasoning_effort", effort);
        body.WriteBoolean("stream", settings.Streams);
        if (settings is { Streams: true, SendsStreamOptions: true })
        {
            body.WriteStartObject("stream_options");
            body.WriteBoolean("include_usage", true);
            body.WriteEndObject();
        }
    }

    public override void Read(JsonElement message, ICollection<AnswerEvent> events) => OpenAIMessage.Read(message, events);
}
