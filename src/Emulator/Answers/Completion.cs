namespace Persona.Bench.Emulator.Answers;

/// <summary>One answer of the emulated model, independent of the wire format.</summary>
internal sealed record Completion
{
    /// <summary>Unique, in lower-case hexadecimal; each format adds its own prefix.</summary>
    public required string Id { get; init; }

    public required string Model { get; init; }

    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>Number of tokens if nothing had ended the answer early.</summary>
    public required int FullTokens { get; init; }

    public required FinishReason FinishReason { get; init; }

    public required int InputTokens { get; init; }

    /// <summary>Number of personas in the text.</summary>
    public required int Personas { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Planned latency, for the format that reports its own durations.</summary>
    public Profiles.PlannedLatency Latency { get; init; }

    public int OutputTokens => Tokens.Count;

    public string Text => string.Concat(Tokens);
}

internal enum FinishReason
{
    Stop,
    Length,
    Refusal,
}
