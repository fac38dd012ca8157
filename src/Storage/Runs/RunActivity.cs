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

    public IEnumerable<StoredWorker> Serving(string provider) => Live.Where(worker => worker.Providers.Contains(provider, StringComparer.Ordinal));
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
