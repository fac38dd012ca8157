using Persona.Bench.Storage.Workers;

namespace Persona.Bench.Storage.Runs;

/// <summary>Who works on a run, and who could, at one moment.</summary>
public sealed record RunActivity
{
    /// <summary>What is left to do, by workload and provider; without those of which nothing is.</summary>
    public required IReadOnlyList<OpenItems> Open { get; init; }

    /// <summary>Workers that measured something of the run or hold something of it, by id.</summary>
    public required IReadOnlyList<RunWorker> Workers { get; init; }

    /// <summary>Workers that take work now, by id, whatever they serve.</summary>
    public required IReadOnlyList<StoredWorker> Live { get; init; }

    /// <summary>Calls of other runs, at providers of which this run has work to be taken and no call under way; the most first.</summary>
    public IReadOnlyList<InFlightCalls> Elsewhere { get; init; } = [];

    /// <summary>What live workers cannot do of it although they serve the provider, by worker.</summary>
    public required IReadOnlyList<Refusal> Refusals { get; init; }

    /// <summary>Live workers that have the provider's key.</summary>
    public IEnumerable<StoredWorker> Serving(string provider) => Live.Where(worker => worker.Providers.Contains(provider, StringComparer.Ordinal));

    /// <summary>Those of them that can measure the workload on it.</summary>
    public IEnumerable<StoredWorker> Serving(string workload, string provider) =>
        Serving(provider).ExceptBy(Refusals.Where(refusal => refusal.IsOf(workload, provider)).Select(refusal => refusal.WorkerId), worker => worker.WorkerId);
}

/// <summary>Calls under way at a provider, by a worker that was heard of within its lease.</summary>
public sealed record InFlightCalls(string Provider, Guid RunId, string WorkerId, int Calls);

/// <summary>A worker that cannot measure a workload on a provider.</summary>
/// <param name="WorkerId">Its id.</param>
/// <param name="Workload">Name.</param>
/// <param name="Provider">Name.</param>
/// <param name="Reason">What is wrong there, for people.</param>
public sealed record Refusal(string WorkerId, string Workload, string Provider, string Reason)
{
    public bool IsOf(string workload, string provider) => Workload == workload && Provider == provider;
}

/// <summary>The open items of one workload on one provider.</summary>
/// <param name="Workload">Name.</param>
/// <param name="Provider">Name.</param>
/// <param name="Pending">Not taken by anybody.</param>
/// <param name="Hinted">Those of them of which a worker was told.</param>
/// <param name="InFlight">Taken by a worker.</param>
/// <param name="Held">Those of them whose worker was heard of within its lease.</param>
public sealed record OpenItems(string Workload, string Provider, int Pending, int Hinted, int InFlight, int Held);

/// <summary>A worker's part in a run.</summary>
/// <param name="WorkerId">Its id.</param>
/// <param name="Worker">Null: the store knows no more of it.</param>
/// <param name="Measured">Measurements of the run.</param>
/// <param name="InFlight">Items of the run that it holds.</param>
public sealed record RunWorker(string WorkerId, StoredWorker? Worker, int Measured, int InFlight);
