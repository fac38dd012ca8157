using Persona.Bench.Core.Providers;
using Persona.Bench.Worker.Providers;
using Persona.Bench.Worker.Providers.Anthropic;
using Persona.Bench.Worker.Providers.Gemini;
using Persona.Bench.Worker.Providers.Ollama;
using Persona.Bench.Worker.Providers.OpenAI;

namespace Persona.Bench.Worker.Generation;

/// <summary>The wire format of each kind of provider.</summary>
internal static class WireFormats
{
    private static readonly Dictionary<ProviderKind, Func<ProviderDefinition, WireFormat>> Kinds = new()
    {
        [ProviderKind.OpenAI] = definition => new OpenAIFormat(MaxTokensField.MaxCompletionTokens, definition.Organization) { AddsVersion = true },
        [ProviderKind.OpenAICompatible] = definition => new OpenAIFormat(MaxTokensField.MaxTokens, definition.Organization),
        [ProviderKind.Emulated] = definition => new OpenAIFormat(MaxTokensField.MaxTokens, definition.Organization) { AddsVersion = true },
        [ProviderKind.Anthropic] = _ => new AnthropicFormat(),
        [ProviderKind.Gemini] = _ => new GeminiFormat(),
        [ProviderKind.Ollama] = _ => new OllamaFormat(),
    };

    public static WireFormat Find(ProviderDefinition definition) => Kinds.TryGetValue(definition.Kind, out var create)
        ? create(definition)
        : throw new ArgumentOutOfRangeException(nameof(definition), definition.Kind, "unknown kind of provider");
}
