using System.Net.Http.Headers;
using Persona.Bench.Core.Providers;
using Persona.Bench.Worker.Providers;
using Persona.Bench.Worker.Providers.Http;

namespace Persona.Bench.Worker.Generation;

/// <summary>Creates a provider's generator, with its own HTTP client and connection pool.</summary>
public static class GeneratorFactory
{
    /// <param name="definition">The provider.</param>
    /// <param name="environment">Value of an environment variable; null if it is not set.</param>
    /// <param name="time">Clock for deadlines, back-off and measurements.</param>
    /// <param name="mayRetry">Waits until a retry is permitted; null: retries need no permission.</param>
    /// <exception cref="ProviderConfigurationException">The address is missing or wrong, or a key is missing.</exception>
    public static IGenerator Create(
        ProviderDefinition definition, Func<string, string?> environment, TimeProvider time, Func<CancellationToken, Task>? mayRetry = null)
    {
        var format = WireFormats.Find(definition);
        var endpoint = ProviderEndpoint.From(definition, format);
        if (ProviderKeys.Missing(definition, environment) is { } missing)
            throw new ProviderConfigurationException(missing.Message);
        var key = ProviderKeys.Read(definition, environment);
        List<string> secrets = [key ?? ""];
        string Expanded(string text) => VariableTemplate.Expand(text, environment, secrets);
        var headers = definition.Headers.Select(header => KeyValuePair.Create(header.Key, Expanded(header.Value))).ToArray();
        var query = string.Join('&', definition.Query.Select(entry => $"{Uri.EscapeDataString(entry.Key)}={Uri.EscapeDataString(Expanded(entry.Value))}"));
        var http = ProviderTransport.Connect(endpoint, definition.CaFile, definition.Proxy is { } proxy ? Expanded(proxy) : null);
        var connection = new ProviderConnection(http, endpoint, request => AddHeaders(request, format, key, headers), time, mayRetry);
        return new ChatGenerator(format, connection, new RequestBuilder(format, definition, endpoint, query), endpoint, new SecretRedactor(secrets), time);
    }

    // Headers of the configuration replace ours.
    private static void AddHeaders(HttpRequestHeaders request, WireFormat format, string? key, KeyValuePair<string, string>[] configured)
    {
        request.TryAddWithoutValidation("Accept-Encoding", "identity");
        request.TryAddWithoutValidation("User-Agent", "persona-bench");
        format.AddHeaders(request);
        if (key is not null)
            format.Authorize(request, key);
        foreach (var (name, value) in configured)
        {
            request.Remove(name);
            request.TryAddWithoutValidation(name, value);
        }
    }
}
