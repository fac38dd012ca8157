using Persona.Bench.Core.Providers;
using Persona.Bench.Emulator;

namespace Persona.Bench.Cli.Execution.Embedded;

/// <summary>Serves the emulated providers of a run that have no base URL, each on a free loopback port.</summary>
internal sealed class EmbeddedEmulators : IAsyncDisposable
{
    // Like a real endpoint: instant answers would give figures that no user ever sees.
    private const string DefaultProfile = "very-fast";
    private readonly List<EmulatedProvider> _servers = [];

    /// <summary>Returns the same providers, the emulated ones with the base URL at which they are now served.</summary>
    public async Task<IReadOnlyDictionary<string, ProviderDefinition>> ServeAsync(
        IReadOnlyDictionary<string, ProviderDefinition> providers, CancellationToken cancellationToken)
    {
        var served = new Dictionary<string, ProviderDefinition>(providers);
        foreach (var (name, provider) in providers.Where(entry => entry.Value is { Kind: ProviderKind.Emulated, BaseUrl: null }))
        {
            var server = await EmulatedProvider.StartAsync(OptionsOf(provider), cancellationToken);
            _servers.Add(server);
            served[name] = provider with { BaseUrl = server.BaseUrl };
        }

        return served;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    private static EmulatorOptions OptionsOf(ProviderDefinition provider)
    {
        var defaults = new EmulatorOptions();
        return defaults with
        {
            Profile = provider.Profile ?? DefaultProfile,
            TimeScale = provider.TimeScale ?? defaults.TimeScale,
            Seed = provider.Seed ?? defaults.Seed,
            // Nothing reads the log here, and it would add to the memory that is measured.
            RequestLogCapacity = 0,
        };
    }
}
