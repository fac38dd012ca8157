namespace Persona.Bench.Core.Providers;

/// <summary>The wire format of a provider. Written in kebab-case in configuration (<c>openai-compatible</c>).</summary>
public enum ProviderKind
{
    Emulated,
    OpenAI,
    OpenAICompatible,
    Anthropic,
    Gemini,
    Ollama,
}
