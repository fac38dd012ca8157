using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Persona.Bench.Emulator.Answers;
using Persona.Bench.Emulator.Streams;

namespace Persona.Bench.Emulator.WireFormats;

/// <summary>One provider's HTTP API: requests, answers, streams and errors. Pure: bytes in, bytes out.</summary>
internal abstract class WireFormat
{
    /// <summary>As in the ground truth: <c>openai</c>, <c>anthropic</c>, <c>gemini</c>, <c>ollama</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The header with the request id.</summary>
    public virtual string RequestIdHeader => "x-request-id";

    public abstract string StreamContentType { get; }

    public virtual string ContentType => "application/json";

    /// <summary>Whether this path is a request to a model in this format.</summary>
    public abstract bool Serves(string path);

    /// <summary>The request's API key; null if it has none.</summary>
    public abstract string? ApiKey(HttpRequest request);

    /// <exception cref="BadRequestException">The provider would answer 400.</exception>
    public abstract CompletionRequest Read(HttpRequest request, JsonElement body);

    public abstract string RequestId(string id);

    public abstract byte[] Whole(Completion completion);

    public abstract StreamedAnswer Stream(Completion completion, CompletionRequest request);

    /// <param name="status">HTTP status.</param>
    /// <param name="message">Null for the provider's usual message for this status.</param>
    /// <param name="requestId">As in the header.</param>
    public abstract byte[] Error(int status, string? message, string requestId);

    /// <summary>The provider's answer to a missing or wrong key.</summary>
    public virtual (int Status, byte[] Body) WrongKey(string? presented, string requestId) => (401, Error(401, null, requestId));

    protected static string? Bearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var value && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? value["Bearer ".Length..].Trim()
            : null;
}

/// <summary>The provider would reject the request; the message is the provider's answer.</summary>
internal sealed class BadRequestException(string message) : Exception(message);
