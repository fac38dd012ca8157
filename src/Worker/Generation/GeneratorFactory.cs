using Persona.Bench.Core.Providers;
using Persona.Bench.Worker.Providers;
using Persona.Bench.Worker.Providers.Gemini;

namespace Persona.Bench.Worker.Generation;

/// <summary>Creates a provider's generator, with its own HTTP client and connection pool.</summary>
public static class GeneratorFactory
{
    /// <param name="definition">The provider.</param>
    /// <param name="environment">Value of an environment variable; null if it is not set.</param>
    /// <param name="time">Clock for deadlines, back-off and measurements.</param>
    /// <param name="mayRetry">Waits until a retry is permitted; null: retries need no permission.</param>
    /// <exception cref="ProviderConfigurationException">The address is missing or wrong, or the key is missing.</exception>
    public static IGenerator Create(
        ProviderDefinition definition, Func<string, string?> environment, TimeProvider time, Func<CancellationToken, Task>? mayRetry = null)
    {
        var endpoint = ProviderEndpoint.From(definition);
        if (ProviderKeys.Missing(definition, environment) is { } missing)
            throw new ProviderConfigurationException(missing.Message);
        var key = ProviderKeys.Read(definition, environment);
        return new ChatGenerator(Client(definition, key, endpoint, new ProviderTransport(endpoint, time, mayRetry)), endpoint, new SecretRedactor(key), time);
    }

    private static ProviderClient Client(ProviderDefinition definition, string? key, ProviderEndpoint endpoint, ProviderTransport transport)
    {
        var model = definition.Model;
        return definition.Kind switch
        {
            ProviderKind.Anthropic => new AnthropicProvider(model, key, endpoint, transport.Connect(inner => new AnthropicHeaders(key, inner))),
            ProviderKind.Gemini => new GeminiProvider(model, key, endpoint, transport.Connect()),
            ProviderKind.Ollama => new OllamaProvider(model, key, endpoint, transport.Connect()),
            ProviderKind.OpenAI or ProviderKind.OpenAICompatible or ProviderKind.Emulated =>
                new OpenAIProvider(model, key, endpoint, transport.Connect()),
            _ => throw new ArgumentOutOfRangeException(nameof(definition), definition.Kind, "unknown kind of provider"),
        };
    }
}
