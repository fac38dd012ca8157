using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Persona.Bench.Emulator.Answers;

namespace Persona.Bench.Emulator.WireFormats;

/// <summary>One provider's HTTP API: how it asks, answers, streams and fails. Pure: bytes in, bytes out.</summary>
internal abstract class WireFormat
{
    /// <summary>As in the ground truth: <c>openai</c>, <c>anthropic</c>, <c>gemini</c>, <c>ollama</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The header that carries the id of the request.</summary>
    public virtual string RequestIdHeader => "x-request-id";

    public abstract string StreamContentType { get; }

    public virtual string ContentType => "application/json";

    /// <summary>Whether this path asks a model of this format for an answer.</summary>
    public abstract bool Serves(string path);

    /// <summary>The key that the request carries; null: none.</summary>
    public abstract string? ApiKey(HttpRequest request);

    /// <exception cref="BadRequestException">The provider would answer 400.</exception>
    public abstract CompletionRequest Read(HttpRequest request, JsonElement body);

    public abstract string RequestId(string id);

    public abstract byte[] Whole(Completion completion);

    public abstract StreamedAnswer Stream(Completion completion, CompletionRequest request);

    /// <param name="status">HTTP status.</param>
    /// <param name="message">Null: what the provider says with this status.</param>
    /// <param name="requestId">As in the header.</param>
    public abstract byte[] Error(int status, string? message, string requestId);

    /// <summary>How the provider answers a missing or wrong key.</summary>
    public virtual (int Status, byte[] Body) WrongKey(string? presented, string requestId) => (401, Error(401, null, requestId));

    protected static string? Bearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var value && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? value["Bearer ".Length..].Trim()
            : null;
}

/// <summary>A stream, cut where time passes: the opening goes out with the first chunk, the closing with the last.</summary>
/// <param name="Opening">Events before the first token.</param>
/// <param name="Chunks">One event for each token.</param>
/// <param name="Closing">Events after the last token.</param>
internal sealed record StreamedAnswer(byte[] Opening, IReadOnlyList<byte[]> Chunks, byte[] Closing);

/// <summary>The request is not one that the provider takes; the message is what it says.</summary>
internal sealed class BadRequestException(string message) : Exception(message);
