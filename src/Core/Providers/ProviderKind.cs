namespace Persona.Bench.Core.Providers;

/// <summary>Which wire format a provider speaks. Written in kebab-case in configuration (<c>openai-compatible</c>).</summary>
public enum ProviderKind
{
    Emulated,
    OpenAI,
    OpenAICompatible,
    Anthropic,
    Gemini,
    Ollama,
}
