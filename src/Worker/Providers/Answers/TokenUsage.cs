namespace Persona.Bench.Worker.Providers.Answers;

/// <summary>Tokens as the provider counts them; null is unknown.</summary>
/// <param name="Input">All input tokens, those from a cache included.</param>
/// <param name="Output">All output tokens, reasoning included.</param>
/// <param name="Reasoning">Output tokens that were reasoning.</param>
/// <param name="CachedInput">Input tokens that the provider read from its cache.</param>
internal sealed record TokenUsage(long? Input, long? Output, long? Reasoning = null, long? CachedInput = null)
{
    public static TokenUsage Unknown { get; } = new(null, null);

    /// <summary>
    /// Later counts replace earlier ones, field by field. Zero never replaces a count: some servers reset their usage at the end.
    /// A zero of input or output is unknown, since no answer needs none; a zero of the other two is a count.
    /// </summary>
    public TokenUsage With(TokenUsage later) => new(
        Positive(later.Input) ?? Input,
        Positive(later.Output) ?? Output,
        Positive(later.Reasoning) ?? Reasoning ?? later.Reasoning,
        Positive(later.CachedInput) ?? CachedInput ?? later.CachedInput);

    private static long? Positive(long? count) => count > 0 ? count : null;
}
