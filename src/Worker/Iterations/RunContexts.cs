using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Reads each run's definition once.</summary>
internal sealed class RunContexts(IRunHistory history, IOptions<WorkerOptions> options, TimeProvider time)
{
    // Far more than the number of concurrent runs; bounded because a worker lives for months.
    private const int Kept = 64;

    private readonly ConcurrentQueue<Guid> _known = new();
    private readonly ConcurrentDictionary<Guid, Lazy<Task<RunContext>>> _contexts = new();

    public async Task<RunContext> GetAsync(Guid runId, CancellationToken cancellationToken)
    {
        var context = _contexts.GetOrAdd(runId, id => new Lazy<Task<RunContext>>(() => ReadAsync(id)));
        ForgetOldest();
        try
        {
            return await context.Value.WaitAsync(cancellationToken);
        }
        catch (Exception) when (context.Value.IsFaulted)
        {
            _contexts.TryRemove(new KeyValuePair<Guid, Lazy<Task<RunContext>>>(runId, context));
            throw;
        }
    }

    private void ForgetOldest()
    {
        while (_known.Count > Kept && _known.TryDequeue(out var oldest))
        {
            _contexts.TryRemove(oldest, out _);
        }
    }

    private async Task<RunContext> ReadAsync(Guid runId)
    {
        var spec = await history.SpecAsync(runId, CancellationToken.None) ?? throw new InvalidOperationException($"run {runId} is not in the store");
        // Only after a successful read: hints of deleted runs must not evict active ones.
        _known.Enqueue(runId);
        return new RunContext(spec, new RunInputs(spec, options.Value.InputFolder, time), Served(spec));
    }

    /// <summary>The run names the model and how it is asked; address and key come from the worker.</summary>
    private Dictionary<string, ProviderDefinition> Served(RunSpec spec)
    {
        var served = new Dictionary<string, ProviderDefinition>();
        foreach (var provider in spec.Providers)
        {
            if (options.Value.Providers.GetValueOrDefault(provider.Name) is { } ours && ProviderKindInfo.For(ours.Kind).Name == provider.Kind)
            {
                served.Add(provider.Name, ours with { Model = provider.Model, Request = provider.Request ?? RequestSettings.Default });
            }
        }

        return served;
    }
}
