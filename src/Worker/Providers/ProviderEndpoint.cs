using Persona.Bench.Core.Providers;

namespace Persona.Bench.Worker.Providers;

/// <summary>Where a provider is reached.</summary>
/// <param name="Root">Root as the client of the kind wants it, without a slash at the end.</param>
public sealed record ProviderEndpoint(Uri Root)
{
    /// <summary>Host, and port where it is not the scheme's own: fit for messages, free of user names and keys.</summary>
    public string Authority { get; } = Root.IsDefaultPort ? Root.IdnHost : $"{Root.IdnHost}:{Root.Port}";

    /// <summary>The same with the port always, for messages about connections.</summary>
    public string HostAndPort { get; } = $"{Root.IdnHost}:{Root.Port}";

    /// <summary>What is wrong with the address of a provider, in one line; null when it can be used.</summary>
    public static string? Problem(ProviderDefinition definition) => (definition.BaseUrl ?? ProviderDefaults.BaseUrl(definition.Kind)) switch
    {
        null when definition.Kind is ProviderKind.Emulated =>
            $"provider '{definition.Name}' has no address: start the emulator and set its base_url",
        null => $"provider '{definition.Name}' of kind openai-compatible needs base_url, for instance http://localhost:8000/v1",
        { IsAbsoluteUri: true, Scheme: "http" or "https" } => null,
        var url => $"provider '{definition.Name}': base_url '{url}' is not an http or https address",
    };

    /// <exception cref="ProviderConfigurationException">The definition names no usable address.</exception>
    internal static ProviderEndpoint From(ProviderDefinition definition)
    {
        if (Problem(definition) is { } problem)
            throw new ProviderConfigurationException(problem);
        var root = (definition.BaseUrl ?? ProviderDefaults.BaseUrl(definition.Kind))!.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new(new Uri(Versioned(definition.Kind, root)));
    }

    // People give the root with or without the version; each client wants it one way. What is compatible with
    // OpenAI does not always have a version in its path, so that address is taken as it is written.
    private static string Versioned(ProviderKind kind, string root) => kind switch
    {
        ProviderKind.OpenAI or ProviderKind.Emulated when new Uri(root).AbsolutePath == "/" => root + "/v1",
        ProviderKind.Gemini when !root.EndsWith("/v1beta", StringComparison.Ordinal) && !root.EndsWith("/v1", StringComparison.Ordinal) => root + "/v1beta",
        ProviderKind.Anthropic when root.EndsWith("/v1", StringComparison.Ordinal) => root[..^"/v1".Length],
        ProviderKind.Ollama when root.EndsWith("/api", StringComparison.Ordinal) => root[..^"/api".Length],
        _ => root,
    };
}
