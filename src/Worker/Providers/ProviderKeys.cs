using Persona.Bench.Core.Providers;

namespace Persona.Bench.Worker.Providers;

/// <summary>A secret that a provider needs and the environment does not provide.</summary>
/// <param name="Variable">The environment variable.</param>
/// <param name="Message">One line for the user: what is missing and what to do.</param>
public sealed record MissingKey(string Variable, string Message);

/// <summary>Reads keys from the environment of the process that calls the provider; they appear nowhere else.</summary>
public static class ProviderKeys
{
    /// <summary>The environment variable of the provider's key; null if it needs none.</summary>
    public static string? Variable(ProviderDefinition definition) => definition.ApiKeyEnv ?? ProviderKindInfo.For(definition.Kind).ApiKeyEnv;

    /// <summary>The missing or unusable secret of a provider; null when it needs none or all are usable.</summary>
    /// <param name="definition">The provider.</param>
    /// <param name="environment">Value of an environment variable; null if it is not set.</param>
    public static MissingKey? Missing(ProviderDefinition definition, Func<string, string?> environment)
    {
        if (Variable(definition) is { } variable && Problem(definition, variable, "a key", environment) is { } missing)
            return missing;
        return Templates(definition)
            .SelectMany(entry => VariableTemplate.Variables(entry.Text).Select(name => Problem(definition, name, entry.What, environment)))
            .OfType<MissingKey>().FirstOrDefault();
    }

    internal static string? Read(ProviderDefinition definition, Func<string, string?> environment) =>
        Variable(definition) is { } variable ? environment(variable)?.Trim() : null;

    private static IEnumerable<(string What, string Text)> Templates(ProviderDefinition definition) =>
    [
        .. definition.Headers.Select(header => ($"a value for its header {header.Key}", header.Value)),
        .. definition.Query.Select(parameter => ($"a value for its query parameter {parameter.Key}", parameter.Value)),
        .. definition.Proxy is { } proxy ? [("a value for its proxy", proxy)] : Array.Empty<(string, string)>(),
    ];

    private static MissingKey? Problem(ProviderDefinition definition, string variable, string what, Func<string, string?> environment)
    {
        var value = environment(variable)?.Trim();
        if (string.IsNullOrEmpty(value))
            return new(variable, $"provider '{definition.Name}' needs {what}: set the environment variable {variable}");
        return value.All(character => character is > ' ' and < '\u007f')
            ? null
            : new(variable, $"the key of provider '{definition.Name}' cannot be sent: {variable} contains spaces or non-ASCII characters");
    }
}
