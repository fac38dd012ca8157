namespace Persona.Bench.Emulator.Answers;

/// <summary>The parts of a request that all four formats share.</summary>
internal sealed record CompletionRequest
{
    public required string Model { get; init; }

    /// <summary>The text of all messages, separated by line feeds.</summary>
    public required string Prompt { get; init; }

    public required bool Stream { get; init; }

    /// <summary>Whether to report usage at the end of a stream, where the format leaves that to the client.</summary>
    public bool IncludeUsage { get; init; }

    public int? MaxTokens { get; init; }

    /// <summary>The text with which a model of this format declines; null: only the finish reason shows it.</summary>
    public string? RefusalText { get; init; }
}
