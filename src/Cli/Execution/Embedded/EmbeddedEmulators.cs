using Persona.Bench.Core.Providers;
using Persona.Bench.Emulator;

namespace Persona.Bench.Cli.Execution.Embedded;

/// <summary>Serves the emulated providers of a run that name no server of their own, each on a free loopback port.</summary>
internal sealed class EmbeddedEmulators : IAsyncDisposable
{
    // Like a real endpoint: an instant answer would show figures that no user will ever see.
    private const string DefaultProfile = "very-fast";
    private readonly List<EmulatedProvider> _servers = [];

    /// <summary>The same providers, the emulated ones with the address at which they are served now.</summary>
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
            // Nobody asks this process for it, whose memory is measured.
            RequestLogCapacity = 0,
        };
    }
}
