namespace Persona.Bench.Worker.Providers.Gemini;

/// <summary>Client for Gemini's content generation API.</summary>
internal sealed class GeminiProvider(string model, string? key, ProviderEndpoint endpoint, HttpClient http)
    : ProviderClient(new GeminiChatClient(model, key, endpoint, http), http);
