using System.Net;
using System.Text;
using System.Text.Json;

namespace Persona.Bench.Emulator.Tests;

/// <summary>Speaks the four formats with plain HttpClient, so that tests see the bytes.</summary>
internal sealed class RawClient(Uri baseUrl) : IDisposable
{
    public static readonly string[] Formats = ["openai", "anthropic", "gemini", "ollama"];

    // No draining: a client that abandons a hanging answer disconnects immediately.
    private readonly HttpClient _http = new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(60) };

    public HttpClient Http => _http;

    public async Task<RawAnswer> AskAsync(string format, bool stream, string prompt, string? key = null, int maxTokens = 4096)
    {
        using var response = await SendAsync(format, stream, prompt, key, maxTokens, CancellationToken.None);
        return new(response.StatusCode, response, await response.Content.ReadAsStringAsync());
    }

    public async Task<HttpResponseMessage> SendAsync(
        string format, bool stream, string prompt, string? key, int maxTokens, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(baseUrl, Path(format, stream)))
        {
            Content = new StringContent(Body(format, stream, prompt, maxTokens), Encoding.UTF8, "application/json"),
        };
        AddHeaders(request, format, key);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static void AddHeaders(HttpRequestMessage request, string format, string? key)
    {
        if (format == "anthropic")
        {
            request.Headers.Add("anthropic-version", "2023-06-01");
        }

        if (key is not null)
        {
            var (name, value) = format switch
            {
                "anthropic" => ("x-api-key", key),
                "gemini" => ("x-goog-api-key", key),
                _ => ("Authorization", $"Bearer {key}"),
            };
            request.Headers.Add(name, value);
        }
    }

    private static string Path(string format, bool stream) => format switch
    {
        "openai" => "v1/chat/completions",
        "anthropic" => "v1/messages",
        "gemini" => stream ? "v1beta/models/some-model:streamGenerateContent?alt=sse" : "v1beta/models/some-model:generateContent",
        _ => "api/chat",
    };

    private static string Body(string format, bool stream, string prompt, int maxTokens)
    {
        var messages = new[] { new { role = "user", content = prompt } };
        return format switch
        {
            "openai" => JsonSerializer.Serialize(
                new { model = "some-model", messages, max_tokens = maxTokens, stream, stream_options = new { include_usage = true } }),
            "anthropic" => JsonSerializer.Serialize(new { model = "some-model", messages, max_tokens = maxTokens, stream }),
            "gemini" => JsonSerializer.Serialize(
                new { contents = new[] { new { role = "user", parts = new[] { new { text = prompt } } } }, generationConfig = new { maxOutputTokens = maxTokens } }),
            _ => JsonSerializer.Serialize(new { model = "some-model", messages, stream, options = new { num_predict = maxTokens } }),
        };
    }
}

/// <summary>The bytes of an answer and what a client parses from them.</summary>
internal sealed record RawAnswer(HttpStatusCode Status, HttpResponseMessage Response, string Body)
{
    public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    /// <summary>The documents of the stream, or the one document.</summary>
    public IReadOnlyList<JsonElement> Documents() => Body.StartsWith('{')
        ? [.. Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)]
        : [.. Body.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => Parse(line["data: ".Length..]))];

    public IReadOnlyList<string> Texts(string format) => [.. Documents().Select(document => Text(format, document)).OfType<string>()];

    public string Text(string format) => string.Concat(Texts(format));

    public (int Input, int Output) Usage(string format)
    {
        var documents = Documents();
        return format switch
        {
            "openai" => Figures(documents, "usage", "prompt_tokens", "completion_tokens"),
            "anthropic" when documents.Count > 1 => (
                documents[0].GetProperty("message").GetProperty("usage").GetProperty("input_tokens").GetInt32(),
                documents[^2].GetProperty("usage").GetProperty("output_tokens").GetInt32()),
            "anthropic" => Figures(documents, "usage", "input_tokens", "output_tokens"),
            "gemini" => Figures(documents, "usageMetadata", "promptTokenCount", "candidatesTokenCount"),
            _ => (documents[^1].GetProperty("prompt_eval_count").GetInt32(), documents[^1].GetProperty("eval_count").GetInt32()),
        };
    }

    public string? FinishReason(string format)
    {
        foreach (var document in Documents().Reverse())
        {
            var reason = format switch
            {
                "openai" => First(document, "choices") is { } choice ? Property(choice, "finish_reason") : null,
                "anthropic" => Property(document.TryGetProperty("delta", out var delta) ? delta : document, "stop_reason"),
                "gemini" => First(document, "candidates") is { } candidate ? Property(candidate, "finishReason") : null,
                _ => Property(document, "done_reason"),
            };
            if (reason is not null)
            {
                return reason;
            }
        }

        return null;
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static (int Input, int Output) Figures(IReadOnlyList<JsonElement> documents, string usage, string input, string output)
    {
        var figures = documents.Last(document => document.TryGetProperty(usage, out var value) && value.ValueKind == JsonValueKind.Object).GetProperty(usage);
        return (figures.GetProperty(input).GetInt32(), figures.GetProperty(output).GetInt32());
    }

    private static string? Text(string format, JsonElement document) => format switch
    {
        "openai" => First(document, "choices") is { } choice
            ? NonEmpty((choice.TryGetProperty("delta", out var delta) ? delta : choice.GetProperty("message")), "content")
            : null,
        "anthropic" when document.TryGetProperty("delta", out var delta) => NonEmpty(delta, "text"),
        "anthropic" => First(document, "content") is { } block ? NonEmpty(block, "text") : null,
        "gemini" => First(document, "candidates") is { } candidate && candidate.TryGetProperty("content", out var content)
            ? NonEmpty(content.GetProperty("parts")[0], "text")
            : null,
        _ => NonEmpty(document.GetProperty("message"), "content"),
    };

    private static JsonElement? First(JsonElement document, string array) =>
        document.TryGetProperty(array, out var values) && values.GetArrayLength() > 0 ? values[0] : null;

    private static string? Property(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string? NonEmpty(JsonElement element, string name) => Property(element, name) is { Length: > 0 } text ? text : null;
}
