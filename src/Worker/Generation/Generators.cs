using System.Collections.Concurrent;
using Persona.Bench.Core.Providers;
using Persona.Bench.Worker.Providers;

namespace Persona.Bench.Worker.Generation;

/// <summary>One generator per provider, model and way of asking, created on first use, so that iterations reuse connections.</summary>
internal sealed class Generators(ProviderRateLimiter pace, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Name, string Model, RequestSettings Request), Lazy<IGenerator>> _generators = new();

    public IGenerator Of(ProviderDefinition provider) =>
        _generators.GetOrAdd(
            (provider.Name, provider.Model, provider.Request),
            _ => new Lazy<IGenerator>(() => Create(provider))).Value;

    private IGenerator Create(ProviderDefinition provider) => GeneratorFactory.Create(
        provider, Environment.GetEnvironmentVariable, time, cancellationToken => pace.MayCallAsync(provider.Name, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        foreach (var generator in _generators.Values.Where(generator => generator.IsValueCreated))
        {
            await generator.Value.DisposeAsync();
        }
    }
}
