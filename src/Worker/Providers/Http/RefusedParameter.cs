namespace Persona.Bench.Worker.Providers.Http;

/// <summary>Finds in a provider's words which parameter it refuses, and says which key of the configuration changes that.</summary>
internal static class RefusedParameter
{
    private static readonly string[] Refusals =
    [
        "unsupported", "not supported", "does not support", "not support", "unknown", "unrecognized", "not permitted", "deprecated",
        "unexpected", "not allowed", "invalid parameter", "only the default", "cannot be specified",
    ];

    // Longer names first: some contain others.
    private static readonly (string Name, string Hint)[] Parameters =
    [
        ("stream_options", "set stream_options: false"),
        ("max_tokens", "set max_tokens_field: max_completion_tokens (or none)"),
        ("max_completion_tokens", "set max_tokens_field: max_tokens (or none)"),
        ("maxOutputTokens", "set max_tokens_field: none"),
        ("num_predict", "set max_tokens_field: none"),
        ("temperature", "set temperature: none"),
        ("reasoning_effort", "remove reasoning_effort"),
        ("thinkingLevel", "remove reasoning_effort"),
        ("output_config", "remove reasoning_effort"),
        ("stream", "set stream: false"),
    ];

    /// <returns>Null if no parameter of ours is refused.</returns>
    public static string? Hint(string words)
    {
        if (!Array.Exists(Refusals, refusal => words.Contains(refusal, StringComparison.OrdinalIgnoreCase)))
            return null;

        // The first that the words name: what they name later is what to use instead.
        return Parameters.Select(parameter => (At: words.IndexOf(parameter.Name, StringComparison.Ordinal), parameter.Hint))
            .Where(found => found.At >= 0).OrderBy(found => found.At).Select(found => found.Hint).FirstOrDefault();
    }
}
