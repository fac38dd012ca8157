using Persona.Bench.Core.Providers;

namespace Persona.Bench.Worker.Providers;

/// <summary>The address of a provider.</summary>
/// <param name="Root">Root in the form that the kind's client expects, without a trailing slash.</param>
public sealed record ProviderEndpoint(Uri Root)
{
    /// <summary>Host, and the port unless it is the scheme's default. Safe to show: contains no user name or key.</summary>
    public string Authority { get; } = Root.IsDefaultPort ? Root.IdnHost : $"{Root.IdnHost}:{Root.Port}";

    /// <summary>Host and port, always with the port, for messages about connections.</summary>
    public string HostAndPort { get; } = $"{Root.IdnHost}:{Root.Port}";

    /// <summary>What is wrong with a provider's address, in one line; null if nothing is.</summary>
    public static string? Problem(ProviderDefinition definition) => (definition.BaseUrl ?? ProviderKindInfo.For(definition.Kind).BaseUrl) switch
    {
        null when definition.Kind is ProviderKind.Emulated =>
            $"provider '{definition.Name}' has no address: start the emulator and set its base_url",
        null => $"provider '{definition.Name}' of kind openai-compatible needs base_url, for instance http://localhost:8000/v1",
        { IsAbsoluteUri: true, Scheme: "http" or "https" } => null,
        var url => $"provider '{definition.Name}': base_url '{url}' is not an http or https address",
    };

    /// <exception cref="ProviderConfigurationException">The definition names no usable address.</exception>
    internal static ProviderEndpoint From(ProviderDefinition definition, WireFormat format)
    {
        if (Problem(definition) is { } problem)
            throw new ProviderConfigurationException(problem);
        var root = (definition.BaseUrl ?? ProviderKindInfo.For(definition.Kind).BaseUrl)!.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new(new Uri(format.Root(root)));
    }
}
