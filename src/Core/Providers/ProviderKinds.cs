namespace Persona.Bench.Core.Providers;

/// <summary>The spelling of provider kinds in configuration, runs and output.</summary>
public static class ProviderKinds
{
    public static string NameOf(ProviderKind kind) => kind switch
    {
        ProviderKind.Emulated => "emulated",
        ProviderKind.OpenAI => "openai",
        ProviderKind.OpenAICompatible => "openai-compatible",
        ProviderKind.Anthropic => "anthropic",
        ProviderKind.Gemini => "gemini",
        ProviderKind.Ollama => "ollama",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of provider"),
    };
}
