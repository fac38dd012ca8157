using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Worker.Providers.Answers;

/// <summary>Why an answer ended, from the words that providers use for it.</summary>
/// <param name="Kind">Null for an answer that is complete.</param>
/// <param name="Advice">What it means or what to do, to follow the provider's word; null where the kind says enough.</param>
internal sealed record FinishReason(ErrorKind? Kind, string? Advice = null)
{
    private static readonly FinishReason Complete = new((ErrorKind?)null);

    private static readonly FinishReason AtLimit =
        new(ErrorKind.Truncated, "the answer ended at the token limit: raise max_tokens or ask for fewer personas");

    private static readonly FinishReason AtContext =
        new(ErrorKind.Truncated, "the answer ended where the model's context is full: use shorter inputs (input_bytes) or fewer personas");

    private static readonly FinishReason Refused = new(ErrorKind.RefusedContent);

    private static readonly FinishReason Failed = new(ErrorKind.Server);

    public static FinishReason ToolCall { get; } = new(ErrorKind.NoResult, "the model called a tool instead of answering");

    private static readonly Dictionary<string, FinishReason> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["stop"] = Complete,
        [""] = Complete,
        ["eos"] = Complete,
        ["eos_token"] = Complete,
        ["end_turn"] = Complete,
        ["normal"] = Complete,
        ["stop_sequence"] = Complete,
        ["complete"] = Complete,
        ["length"] = AtLimit,
        ["max_tokens"] = AtLimit,
        ["max_output_tokens"] = AtLimit,
        ["model_length"] = AtContext,
        ["model_context_window_exceeded"] = AtContext,
        ["content_filter"] = Refused,
        ["refusal"] = Refused,
        ["sensitive"] = Refused,
        ["SAFETY"] = Refused,
        ["RECITATION"] = Refused,
        ["LANGUAGE"] = Refused,
        ["BLOCKLIST"] = Refused,
        ["PROHIBITED_CONTENT"] = Refused,
        ["SPII"] = Refused,
        ["IMAGE_SAFETY"] = Refused,
        ["error"] = Failed,
        ["abort"] = Failed,
        ["insufficient_system_resource"] = Failed,
        ["network_error"] = Failed,
        ["OTHER"] = Failed,
        ["MALFORMED_FUNCTION_CALL"] = Failed,
        ["UNEXPECTED_TOOL_CALL"] = Failed,
        ["MALFORMED_RESPONSE"] = Failed,
        ["tool_calls"] = ToolCall,
        ["tool_use"] = ToolCall,
        ["function_call"] = ToolCall,
        ["load"] = new(ErrorKind.NoResult, "the server only loaded the model: measure again"),
        ["unload"] = new(ErrorKind.NoResult, "the server unloaded the model: measure again"),
        ["pause_turn"] = new(ErrorKind.NoResult, "the model paused in the middle of its turn"),
    };

    /// <summary>Set for reasons that do not matter if there is an answer all the same.</summary>
    public bool MattersWithoutAnswerOnly => Kind is ErrorKind.NoResult;

    /// <summary>A word that no known provider uses counts as complete: whether the answer is, its JSON shows.</summary>
    public static FinishReason Find(string word) => Words.GetValueOrDefault(word, Complete);


}
