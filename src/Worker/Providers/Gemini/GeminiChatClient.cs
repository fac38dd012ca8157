using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Worker.Providers.Gemini;

/// <summary>Gemini over plain HTTP, because no official client fits here. The key goes into a header, never into the URL.</summary>
internal sealed class GeminiChatClient(string model, string? key, ProviderEndpoint endpoint, HttpClient http) : IChatClient
{
    private readonly Uri _address = new($"{endpoint.Root.AbsoluteUri.TrimEnd('/')}/models/{Uri.EscapeDataString(Bare(model))}:streamGenerateContent?alt=sse");

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var request = Request(messages, options);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var events = SseParser.Create(stream, static (_, data) => JsonSerializer.Deserialize(data, GeminiJson.Default.GeminiChunk));
        await foreach (var chunk in events.EnumerateAsync(cancellationToken))
        {
            if (chunk.Data is { } data)
                yield return Update(data);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private HttpRequestMessage Request(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var body = new GeminiRequest(
            [.. messages.Select(message => new GeminiContent([new(message.Text)], message.Role == ChatRole.User ? "user" : "model"))],
            new(options?.MaxOutputTokens, options?.Temperature));
        var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = JsonContent.Create(body, GeminiJson.Default.GeminiRequest) };
        if (key is not null)
            request.Headers.Add("x-goog-api-key", key);
        return request;
    }

    private ChatResponseUpdate Update(GeminiChunk chunk)
    {
        if (chunk.Error is { } error)
            throw new ProviderFaultException(new(KindOf(error), $"{endpoint.Authority} aborted the answer: {ProviderMessage.OneLine(ProviderMessage.Words(error) ?? "")}"));
        var candidate = chunk.Candidates is [var first, ..] ? first : null;
        var update = new ChatResponseUpdate(ChatRole.Assistant, Contents(candidate))
        {
            FinishReason = chunk.PromptFeedback?.BlockReason is null ? Finish(candidate?.FinishReason) : ChatFinishReason.ContentFilter,
            ModelId = chunk.ModelVersion,
            ResponseId = chunk.ResponseId,
            RawRepresentation = chunk,
        };
        if (chunk.UsageMetadata is { } usage)
            update.Contents.Add(new UsageContent(Usage(usage)));
        return update;
    }

    // Parts marked as thought are not part of the answer.
    private static List<AIContent> Contents(GeminiCandidate? candidate)
    {
        var contents = new List<AIContent>(2);
        foreach (var part in candidate?.Content?.Parts ?? [])
        {
            if (part.Text is { Length: > 0 } text && part.Thought is not true)
                contents.Add(new TextContent(text));
        }

        return contents;
    }

    private static UsageDetails Usage(GeminiUsage usage) => new()
    {
        InputTokenCount = usage.PromptTokenCount,
        // Thoughts are billed as output.
        OutputTokenCount = usage.CandidatesTokenCount is null ? null : usage.CandidatesTokenCount + (usage.ThoughtsTokenCount ?? 0),
    };

    private static ChatFinishReason? Finish(string? reason) => reason switch
    {
        null or "FINISH_REASON_UNSPECIFIED" => null,
        "STOP" => ChatFinishReason.Stop,
        "MAX_TOKENS" => ChatFinishReason.Length,
        "SAFETY" or "RECITATION" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII" or "LANGUAGE" => ChatFinishReason.ContentFilter,
        _ => new ChatFinishReason(reason),
    };

    private static ErrorKind KindOf(JsonElement error) =>
        error.ValueKind is JsonValueKind.Object && error.TryGetProperty("code", out var code) && code.ValueKind is JsonValueKind.Number && code.TryGetInt32(out var status)
            ? HttpFault.KindOf(status)
            : ErrorKind.Server;

    private static string Bare(string name) => name.StartsWith("models/", StringComparison.Ordinal) ? name["models/".Length..] : name;
}
