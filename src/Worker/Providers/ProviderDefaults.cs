using Persona.Bench.Core.Providers;

namespace Persona.Bench.Worker.Providers;

/// <summary>What holds for a kind of provider unless its definition says otherwise.</summary>
public static class ProviderDefaults
{
    /// <summary>Establishing a connection, TLS included; a part of the deadline of the iteration.</summary>
    internal static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Deadline of a whole iteration, retries included: 300 s for Ollama, which may have to load the model, else 120 s.</summary>
    public static TimeSpan Timeout(ProviderKind kind) => TimeSpan.FromSeconds(kind is ProviderKind.Ollama ? 300 : 120);

    /// <summary>Root of the kind's public API; null where there is none and the definition has to name it.</summary>
    public static Uri? BaseUrl(ProviderKind kind) => kind switch
    {
        ProviderKind.OpenAI => new("https://api.openai.com/v1"),
        ProviderKind.Anthropic => new("https://api.anthropic.com"),
        ProviderKind.Gemini => new("https://generativelanguage.googleapis.com"),
        ProviderKind.Ollama => new("http://localhost:11434"),
        _ => null,
    };

    /// <summary>The environment variable that holds the key; null where the kind needs none.</summary>
    public static string? ApiKeyEnv(ProviderKind kind) => kind switch
    {
        ProviderKind.OpenAI => "OPENAI_API_KEY",
        ProviderKind.Anthropic => "ANTHROPIC_API_KEY",
        ProviderKind.Gemini => "GEMINI_API_KEY",
        _ => null,
    };
}
