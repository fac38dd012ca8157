using System.Buffers;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Persona.Bench.Measuring;

/// <summary>The minimum that a client can do: posts a prompt and reads the stream to its end without parsing it.</summary>
internal sealed class BareClient : IDisposable
{
    private const int BufferSize = 16 * 1024;

    private readonly HttpClient _client;

    public BareClient(Uri emulator)
    {
        _client = new HttpClient { BaseAddress = emulator };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "key");
    }

    /// <returns>The provider's request id.</returns>
    public async Task<string> PostAsync(string prompt, CancellationToken cancellationToken) => (await PostTimedAsync(prompt, cancellationToken)).Id;

    /// <returns>The provider's request id, and the timestamp of the first read that brought a part of the answer.</returns>
    public async Task<(string Id, long FirstAt)> PostTimedAsync(string prompt, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["model"] = "m",
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = prompt }),
            ["max_tokens"] = 4096,
            ["temperature"] = 0.7,
            ["stream"] = true,
            ["stream_options"] = new JsonObject { ["include_usage"] = true },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions")
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var answer = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        long first = 0;
        while (await answer.ReadAsync(buffer, cancellationToken) > 0)
        {
            first = first == 0 ? Stopwatch.GetTimestamp() : first;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return (response.Headers.GetValues("x-request-id").Single(), first);
    }

    public void Dispose() => _client.Dispose();
}
