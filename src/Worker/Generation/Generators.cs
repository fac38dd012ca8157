using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Persona.Bench.Worker.Generation;

/// <summary>One generator per provider, made when first used: its connections are kept from iteration to iteration.</summary>
internal sealed class Generators(IOptions<WorkerOptions> options, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<IGenerator>> _generators = new();

    public IGenerator Of(string provider) =>
        _generators.GetOrAdd(
            provider,
            name => new Lazy<IGenerator>(() => GeneratorFactory.Create(options.Value.Providers[name], Environment.GetEnvironmentVariable, time))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var generator in _generators.Values.Where(generator => generator.IsValueCreated))
        {
            await generator.Value.DisposeAsync();
        }
    }
}
