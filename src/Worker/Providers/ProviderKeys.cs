using Persona.Bench.Core.Providers;

namespace Persona.Bench.Worker.Providers;

/// <summary>A key that a provider needs and the environment does not provide.</summary>
/// <param name="Variable">The environment variable.</param>
/// <param name="Message">One line for the user: what is missing and what to do.</param>
public sealed record MissingKey(string Variable, string Message);

/// <summary>Reads keys from the environment of the process that calls the provider; they appear nowhere else.</summary>
public static class ProviderKeys
{
    /// <summary>The environment variable of the provider's key; null if it needs none.</summary>
    public static string? Variable(ProviderDefinition definition) => definition.ApiKeyEnv ?? ProviderKindInfo.For(definition.Kind).ApiKeyEnv;

    /// <summary>The missing or unusable key of a provider; null when it needs none or its key is usable.</summary>
    /// <param name="definition">The provider.</param>
    /// <param name="environment">Value of an environment variable; null if it is not set.</param>
    public static MissingKey? Missing(ProviderDefinition definition, Func<string, string?> environment)
    {
        if (Variable(definition) is not { } variable)
            return null;
        var key = environment(variable)?.Trim();
        if (string.IsNullOrEmpty(key))
            return new(variable, $"provider '{definition.Name}' needs a key: set the environment variable {variable}");
        return key.All(character => character is > ' ' and < '\u007f')
            ? null
            : new(variable, $"the key of provider '{definition.Name}' cannot be sent: {variable} contains spaces or non-ASCII characters");
    }

    internal static string? Read(ProviderDefinition definition, Func<string, string?> environment) =>
        Variable(definition) is { } variable ? environment(variable)?.Trim() : null;
}
