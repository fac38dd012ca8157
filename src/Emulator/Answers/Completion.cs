namespace Persona.Bench.Emulator.Answers;

/// <summary>One answer of the emulated model, whatever the wire format.</summary>
internal sealed record Completion
{
    /// <summary>Unique, lower-case hexadecimal; each format puts its own prefix before it.</summary>
    public required string Id { get; init; }

    public required string Model { get; init; }

    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>What the answer would have had, had nothing ended it early.</summary>
    public required int FullTokens { get; init; }

    public required FinishReason FinishReason { get; init; }

    public required int InputTokens { get; init; }

    /// <summary>In the text.</summary>
    public required int Personas { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What it takes by plan, for the format that reports its own durations.</summary>
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
