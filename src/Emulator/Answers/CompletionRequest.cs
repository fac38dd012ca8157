namespace Persona.Bench.Emulator.Answers;

/// <summary>What the four formats ask for in common.</summary>
internal sealed record CompletionRequest
{
    public required string Model { get; init; }

    /// <summary>The text of all messages, each on its own lines.</summary>
    public required string Prompt { get; init; }

    public required bool Stream { get; init; }

    /// <summary>Usage at the end of a stream, where the format leaves that to the client.</summary>
    public bool IncludeUsage { get; init; }

    public int? MaxTokens { get; init; }

    /// <summary>How a model of this format declines in words; null: by its finish reason alone.</summary>
    public string? RefusalText { get; init; }
}
