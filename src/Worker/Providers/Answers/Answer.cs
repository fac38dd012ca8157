using System.Text;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Worker.Generation;

namespace Persona.Bench.Worker.Providers.Answers;

/// <summary>What has arrived of an answer. Timestamps are those of the process's monotonic clock.</summary>
internal sealed class Answer
{
    private readonly StringBuilder _text = new(4096);
    private TokenUsage _usage = TokenUsage.Unknown;
    private string? _refusal;
    private int _lastBurst = -1;
    private int _bursts;
    private long _lastTokenAt;
    private bool _continued;

    /// <summary>Arrival of the first token, of reasoning or of the answer; null before that.</summary>
    public long? FirstTokenAt { get; private set; }

    /// <summary>Arrival of the first token of the answer itself; null before that.</summary>
    public long? FirstOutputAt { get; private set; }

    /// <summary>Arrival of the last thing that belongs to the answer. What follows, if only the closing of the connection, takes no part of its time.</summary>
    public long EndedAt { get; private set; }

    /// <summary>Messages that carried tokens.</summary>
    public int Chunks { get; private set; }

    /// <summary>The longest pause between two arrivals of tokens, in timestamp ticks.</summary>
    public long LongestGap { get; private set; }

    /// <summary>Whether all tokens arrived together, so that nothing is known about their times.</summary>
    public bool ArrivedAtOnce => _bursts == 1;

    /// <summary>The provider's word for the end; null before that.</summary>
    public string? Finish { get; private set; }

    public bool CalledTool { get; private set; }

    /// <summary>Whether the provider's end mark arrived.</summary>
    public bool HasEndMark { get; private set; }

    /// <summary>Whether any message said something.</summary>
    public bool HasEvents { get; private set; }

    public ProviderError? Error { get; private set; }

    public string? Model { get; private set; }

    public string? RequestId { get; private set; }

    public string Text => _text.ToString();

    public string? Refusal => _refusal;

    public bool HasText => _text.Length > 0;

    /// <summary>
    /// A reason arrived, so that only counts and the end mark can follow. Not where the reason means nothing: some servers send one with
    /// every chunk, empty or not.
    /// </summary>
    public bool IsFinished => !string.IsNullOrEmpty(Finish) && !_continued;

    /// <summary>Nothing more is expected.</summary>
    public bool IsEnded => HasEndMark || Error is not null;

    /// <summary>The token usage. Before the end it covers only a part, and is unknown.</summary>
    public TokenUsage Usage => Finish is null && !HasEndMark ? TokenUsage.Unknown : _usage;

    /// <param name="message">The events of one message.</param>
    /// <param name="arrivedAt">Timestamp of the read that completed the message.</param>
    /// <param name="burst">Number of that arrival: what arrives without a pause in between has one number.</param>
    /// <exception cref="ProviderFaultException">The answer is too long.</exception>
    public void Add(List<AnswerEvent> message, long arrivedAt, int burst)
    {
        if (message.Count == 0)
            return;
        HasEvents = true;
        // The end mark alone adds nothing to an answer that is finished.
        if (!IsFinished || message is not [{ Kind: AnswerEventKind.End }])
            EndedAt = arrivedAt;
        if (message.Exists(static one => one.Kind is AnswerEventKind.Content or AnswerEventKind.Reasoning))
        {
            _continued |= !string.IsNullOrEmpty(Finish);
            AddTokens(arrivedAt, burst);
        }

        foreach (var one in message)
            Add(one, arrivedAt);
    }

    private void Add(AnswerEvent one, long arrivedAt)
    {
        switch (one.Kind)
        {
            case AnswerEventKind.Content:
                FirstOutputAt ??= arrivedAt;
                Append(one.Text!);
                break;
            case AnswerEventKind.Refusal:
                _refusal += one.Text;
                break;
            case AnswerEventKind.ToolCall:
                CalledTool = true;
                break;
            case AnswerEventKind.Usage:
                _usage = _usage.With(one.Usage!);
                break;
            case AnswerEventKind.Finish:
                Finish = string.IsNullOrEmpty(one.Text) ? Finish ?? "" : one.Text;
                break;
            case AnswerEventKind.Error:
                Error ??= one.Error;
                break;
            case AnswerEventKind.End:
                HasEndMark = true;
                break;
            case AnswerEventKind.Model:
                Model = one.Text;
                break;
            case AnswerEventKind.RequestId:
                RequestId ??= one.Text;
                break;
        }
    }

    private void Append(string text)
    {
        if (_text.Length + text.Length > PersonaAnswer.LongestText)
            throw new ProviderFaultException(new(ErrorKind.BadJson, "the answer is too long for any set of personas"));
        _text.Append(text);
    }

    private void AddTokens(long arrivedAt, int burst)
    {
        Chunks++;
        FirstTokenAt ??= arrivedAt;
        if (burst != _lastBurst)
        {
            LongestGap = _bursts++ == 0 ? 0 : Math.Max(LongestGap, arrivedAt - _lastTokenAt);
            _lastBurst = burst;
        }

        _lastTokenAt = arrivedAt;
    }
}
