namespace Persona.Bench.Worker.Providers.Answers;

/// <summary>What a message of a provider says. One message may say several things.</summary>
internal enum AnswerEventKind
{
    /// <summary>Text of the model's reasoning, apart from its answer.</summary>
    Reasoning,

    /// <summary>Text of the answer.</summary>
    Content,

    /// <summary>The model declined, in the words of <see cref="AnswerEvent.Text"/>.</summary>
    Refusal,

    /// <summary>The model called a tool instead of answering.</summary>
    ToolCall,

    Usage,

    /// <summary>Why the answer ended: the provider's word in <see cref="AnswerEvent.Text"/>, empty if it gave none.</summary>
    Finish,

    Error,

    /// <summary>The provider's own end mark: nothing follows.</summary>
    End,

    Model,

    RequestId,
}

/// <summary>One thing that a provider's message says, in the same terms for every wire format.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text of most kinds.</param>
internal readonly record struct AnswerEvent(AnswerEventKind Kind, string? Text = null)
{
    /// <summary>Of <see cref="AnswerEventKind.Usage"/>.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Of <see cref="AnswerEventKind.Error"/>.</summary>
    public ProviderError? Error { get; init; }

    public static AnswerEvent Of(TokenUsage usage) => new(AnswerEventKind.Usage) { Usage = usage };

    public static AnswerEvent Of(ProviderError error) => new(AnswerEventKind.Error) { Error = error };
}

/// <summary>Adds events, leaving out what says nothing.</summary>
internal static class AnswerEvents
{
    /// <summary>Adds an event of a text that is not empty.</summary>
    public static void AddText(this ICollection<AnswerEvent> events, AnswerEventKind kind, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            events.Add(new(kind, text));
    }

    public static void AddFinish(this ICollection<AnswerEvent> events, string? reason)
    {
        if (reason is not null)
            events.Add(new(AnswerEventKind.Finish, reason));
    }
}
