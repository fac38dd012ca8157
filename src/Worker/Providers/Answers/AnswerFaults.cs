using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Worker.Providers.Answers;

/// <summary>Decides whether what arrived is a complete answer.</summary>
internal static class AnswerFaults
{
    /// <summary>The fault of an answer that may have broken off.</summary>
    /// <param name="answer">What arrived; nothing more will.</param>
    /// <param name="endpoint">The provider.</param>
    /// <param name="bytes">Length of the body.</param>
    /// <param name="foreign">What the body is if it is no answer; empty if it is one.</param>
    /// <returns>Null for a complete answer.</returns>
    public static ProviderFault? Find(Answer answer, ProviderEndpoint endpoint, long bytes, string foreign) =>
        answer is { Error: null, Refusal: null, Finish: null, HasEndMark: false } ? Incomplete(answer, endpoint, bytes, foreign) : Find(answer, endpoint);

    /// <summary>The fault of an answer that has ended; null for a complete one.</summary>
    public static ProviderFault? Find(Answer answer, ProviderEndpoint endpoint)
    {
        if (answer.Error is { } error)
            return new(error.Kind, $"{endpoint.Authority} aborted the answer: {ProviderMessage.OneLine(error.Message is { Length: > 0 } words ? words : string.Join(", ", error.Codes))}");
        if (answer.Refusal is { } refusal)
            return new(ErrorKind.RefusedContent, $"{endpoint.Authority} declined to answer: {ProviderMessage.OneLine(refusal)}");
        return Ended(answer, endpoint);
    }

    private static ProviderFault Incomplete(Answer answer, ProviderEndpoint endpoint, long bytes, string foreign) => answer.HasEvents
        ? new(ErrorKind.Connection, $"the answer from {endpoint.HostAndPort} ended prematurely")
        : bytes == 0 ? new(ErrorKind.Connection, $"the answer from {endpoint.HostAndPort} is empty")
        : new(ErrorKind.BadJson, foreign.Length > 0
            ? $"malformed answer from {endpoint.Authority}: it is {foreign}; check base_url"
            : $"malformed answer from {endpoint.Authority}: it contains no message of this API; check base_url and kind");

    private static ProviderFault? Ended(Answer answer, ProviderEndpoint endpoint)
    {
        var word = answer.Finish ?? "";
        var reason = FinishReason.Find(word);
        if (reason.Kind is { } kind && !(reason.MattersWithoutAnswerOnly && answer.HasText))
        {
            return new(kind, reason.Advice is { } advice ? $"{advice} ({word})"
                : kind is ErrorKind.RefusedContent ? $"{endpoint.Authority} refused the content ({word})"
                : $"{endpoint.Authority} ended the answer with '{ProviderMessage.OneLine(word)}'");
        }

        if (answer.HasText)
            return null;
        return answer.CalledTool ? new(ErrorKind.NoResult, FinishReason.ToolCall.Advice!)
            : answer.Chunks > 0 ? new(ErrorKind.NoResult, "the model reasoned but did not answer: raise max_tokens or lower reasoning_effort")
            : new(ErrorKind.NoResult, $"the answer from {endpoint.Authority} has no text");
    }
}
