using Persona.Bench.Core.Providers;

namespace Persona.Bench.Core.Configuration;

/// <summary>Providers that can be named without being configured, one per kind that has an endpoint of its own.</summary>
public static class BuiltInProviders
{
    public const string Emulated = "emulated";

    public static IReadOnlyDictionary<string, ProviderDefinition> All { get; } = new[]
    {
        new ProviderDefinition { Name = Emulated, Kind = ProviderKind.Emulated, Model = "emulated" },
        new ProviderDefinition { Name = "openai", Kind = ProviderKind.OpenAI, Model = "gpt-4o-mini", ApiKeyEnv = "OPENAI_API_KEY" },
        new ProviderDefinition
        {
            Name = "anthropic",
            Kind = ProviderKind.Anthropic,
            Model = "claude-sonnet-4-5",
            ApiKeyEnv = "ANTHROPIC_API_KEY",
        },
        new ProviderDefinition { Name = "gemini", Kind = ProviderKind.Gemini, Model = "gemini-2.0-flash", ApiKeyEnv = "GEMINI_API_KEY" },
        new ProviderDefinition { Name = "ollama", Kind = ProviderKind.Ollama, Model = "llama3:8b" },
    }.ToDictionary(provider => provider.Name, StringComparer.Ordinal);
}
