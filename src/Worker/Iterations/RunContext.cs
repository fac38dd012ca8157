using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Workloads;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Iterations;

/// <summary>What a worker keeps about a run: its definition, its input, and which warm-ups are done.</summary>
/// <param name="spec">The run's definition.</param>
/// <param name="inputs">The research data of its workloads.</param>
/// <param name="providers">The providers of the run that this worker serves, with the run's model.</param>
internal sealed class RunContext(RunSpec spec, RunInputs inputs, IReadOnlyDictionary<string, ProviderDefinition> providers)
{
    private readonly Dictionary<string, Workload> _workloads = spec.Workloads.ToDictionary(entry => entry.Workload.Name, entry => entry.Workload);

    private readonly Dictionary<string, ConcurrencyLimiter> _concurrency =
        spec.Workloads.ToDictionary(entry => entry.Workload.Name, entry => Slots.Concurrency(entry.Workload.Concurrency));

    private readonly ConcurrentDictionary<(string Workload, string Provider), Lazy<Task>> _warmUps = new();

    private readonly ConcurrentDictionary<string, OpeningCalls> _opening = new();

    public RunSpec Spec => spec;

    public Workload Workload(string name) => _workloads[name];

    /// <returns>Why this worker cannot measure the workload on the provider; null when it can.</returns>
    public async Task<string?> ProblemAsync(string workload, string provider, CancellationToken cancellationToken) => providers.ContainsKey(provider)
        ? await inputs.ProblemAsync(workload, cancellationToken)
        : $"provider {provider} is {spec.Providers.Single(ours => ours.Name == provider).Kind} in the run, but of another kind here";

    public ProviderDefinition Provider(string name) => providers[name];

    /// <summary>Limits a workload's concurrent calls on this worker.</summary>
    public RateLimiter Concurrency(string workload) => _concurrency[workload];

    /// <summary>Which measured calls of a provider may open a connection.</summary>
    public OpeningCalls Opening(string provider) => _opening.GetOrAdd(provider, static _ => new OpeningCalls());

    /// <summary>The research data of an iteration; warm-ups are numbered below 1.</summary>
    public IReadOnlyList<string> Research(string workload, int iteration) =>
        inputs.Of(workload).Draw(_workloads[workload].InputBytes, spec.Seed, iteration);

    /// <summary>
    /// Runs the warm-ups of the item's workload and provider once on this worker; later callers wait for them. If the iteration
    /// that runs them is cancelled, so are they, and one of the waiting callers starts them again.
    /// </summary>
    public async Task WarmUpAsync(ClaimedItem item, WarmUps warmUps, CancellationToken cancellationToken)
    {
        var key = (item.Workload, item.Provider);
        while (true)
        {
            var warmUp = _warmUps.GetOrAdd(key, _ => new Lazy<Task>(() => warmUps.RunAsync(this, item, cancellationToken)));
            try
            {
                await warmUp.Value.WaitAsync(cancellationToken);
                return;
            }
            catch (Exception exception)
            {
                if (warmUp.Value is { IsCompleted: true, IsCompletedSuccessfully: false })
                {
                    _warmUps.TryRemove(new KeyValuePair<(string, string), Lazy<Task>>(key, warmUp));
                }

                if (exception is not OperationCanceledException || cancellationToken.IsCancellationRequested)
                {
                    throw;
                }
            }
        }
    }
}
