using Persona.Bench.Storage.Workers;

namespace Persona.Bench.Storage.Runs;

/// <summary>A snapshot of who works on a run, and who could.</summary>
public sealed record RunActivity
{
    /// <summary>Open items by workload and provider; pairs without open items are left out.</summary>
    public required IReadOnlyList<OpenItems> Open { get; init; }

    /// <summary>Workers that measured or hold items of the run, by id.</summary>
    public required IReadOnlyList<RunWorker> Workers { get; init; }

    /// <summary>Workers that currently take work, by id, whatever they serve.</summary>
    public required IReadOnlyList<StoredWorker> Live { get; init; }

    /// <summary>Calls of other runs at providers where this run has pending items but no call in flight; most calls first.</summary>
    public IReadOnlyList<InFlightCalls> Elsewhere { get; init; } = [];

    /// <summary>What live workers cannot measure of the run although they serve the provider, by worker.</summary>
    public required IReadOnlyList<Refusal> Refusals { get; init; }

    /// <summary>Live workers that have the provider's key.</summary>
    public IEnumerable<StoredWorker> Serving(string provider) => Live.Where(worker => worker.Providers.Contains(provider, StringComparer.Ordinal));

    /// <summary>Those of them that can measure the workload on it.</summary>
    public IEnumerable<StoredWorker> Serving(string workload, string provider) =>
        Serving(provider).ExceptBy(Refusals.Where(refusal => refusal.IsOf(workload, provider)).Select(refusal => refusal.WorkerId), worker => worker.WorkerId);
}

/// <summary>Calls in flight at a provider, by a worker whose lease has not expired.</summary>
public sealed record InFlightCalls(string Provider, Guid RunId, string WorkerId, int Calls);

/// <summary>A worker that cannot measure a workload on a provider.</summary>
/// <param name="WorkerId">Its id.</param>
/// <param name="Workload">Name.</param>
/// <param name="Provider">Name.</param>
/// <param name="Reason">What is wrong, for display.</param>
public sealed record Refusal(string WorkerId, string Workload, string Provider, string Reason)
{
    public bool IsOf(string workload, string provider) => Workload == workload && Provider == provider;
}

/// <summary>The open items of one workload on one provider.</summary>
/// <param name="Workload">Name.</param>
/// <param name="Provider">Name.</param>
/// <param name="Pending">Not claimed.</param>
/// <param name="Hinted">Pending items whose hint was sent.</param>
/// <param name="InFlight">Claimed by a worker.</param>
/// <param name="Held">Items in flight whose lease has not expired.</param>
public sealed record OpenItems(string Workload, string Provider, int Pending, int Hinted, int InFlight, int Held);

/// <summary>A worker's part in a run.</summary>
/// <param name="WorkerId">Its id.</param>
/// <param name="Worker">Null: the store has no record of it.</param>
/// <param name="Measured">Measurements of the run.</param>
/// <param name="InFlight">Items of the run that it holds.</param>
public sealed record RunWorker(string WorkerId, StoredWorker? Worker, int Measured, int InFlight);
