namespace Persona.Bench.Core.Providers;

/// <summary>
/// How a provider is asked: what its models do not accept, and what they accept beyond the workload's parameters. It changes the work,
/// so two results can be compared only if both have the same.
/// </summary>
public sealed record RequestSettings
{
    public static RequestSettings Default { get; } = new();

    /// <summary>The field of the token limit; null for the provider kind's own.</summary>
    public MaxTokensField? MaxTokensField { get; init; }

    /// <summary>False for models that refuse a temperature (<c>temperature: none</c>).</summary>
    public bool SendsTemperature { get; init; } = true;

    /// <summary>As the provider names it, such as <c>low</c>; null: the provider decides.</summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>A JSON object whose properties are merged into the body of each request; null for none.</summary>
    public string? ExtraBody { get; init; }

    /// <summary>Whether the answer is asked for as a stream. Without one there is no first token.</summary>
    public bool Streams { get; init; } = true;

    /// <summary>Whether to ask for the token usage at the end of a stream, where the format leaves that to the client.</summary>
    public bool SendsStreamOptions { get; init; } = true;
}

/// <summary>The field of a request that limits the answer's tokens. Written in snake_case.</summary>
public enum MaxTokensField
{
    /// <summary>Understood by every server compatible with OpenAI.</summary>
    MaxTokens,

    /// <summary>Demanded by OpenAI's newer models.</summary>
    MaxCompletionTokens,

    /// <summary>No limit is sent.</summary>
    None,
}
