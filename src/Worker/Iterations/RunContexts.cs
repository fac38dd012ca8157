using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Worker.Inputs;

namespace Persona.Bench.Worker.Iterations;

/// <summary>Reads each run's definition and input once.</summary>
internal sealed class RunContexts(IRunHistory history, IOptions<WorkerOptions> options)
{
    private readonly ConcurrentDictionary<Guid, Lazy<Task<RunContext>>> _contexts = new();

    public async Task<RunContext> GetAsync(Guid runId, CancellationToken cancellationToken)
    {
        var context = _contexts.GetOrAdd(runId, id => new Lazy<Task<RunContext>>(() => ReadAsync(id)));
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

    private async Task<RunContext> ReadAsync(Guid runId)
    {
        var spec = await history.SpecAsync(runId, CancellationToken.None) ?? throw new InvalidOperationException($"run {runId} is not in the store");
        var pools = new Dictionary<string, InputPool>();
        foreach (var (workload, hash) in spec.Workloads)
        {
            var pool = await InputPool.LoadAsync(workload.Inputs, options.Value.InputFolder, CancellationToken.None);
            if (pool.Hash != hash)
            {
                throw new InputException($"workload {workload.Name}: the input files of this worker are not those that the run was planned with");
            }

            pools.Add(workload.Name, pool);
        }

        return new RunContext(runId, spec, pools);
    }
}
