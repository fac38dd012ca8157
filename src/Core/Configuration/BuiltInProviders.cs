using Persona.Bench.Core.Providers;

namespace Persona.Bench.Core.Configuration;

/// <summary>Providers that need no configuration: one for each kind with a default model.</summary>
public static class BuiltInProviders
{
    public static string Emulated { get; } = ProviderKindInfo.For(ProviderKind.Emulated).Name;

    public static IReadOnlyDictionary<string, ProviderDefinition> All { get; } = ProviderKindInfo.All
        .Where(kind => kind.DefaultModel is not null)
        .OrderBy(kind => kind.Kind)
        .Select(kind => new ProviderDefinition { Name = kind.Name, Kind = kind.Kind, Model = kind.DefaultModel!, ApiKeyEnv = kind.ApiKeyEnv })
        .ToDictionary(provider => provider.Name, StringComparer.Ordinal);
}
