namespace Persona.Bench.Storage.Workers;

/// <summary>What the store knows of workers. Reads only.</summary>
public interface IWorkerDirectory
{
    /// <summary>By id: every worker that was ever entered, those that have stopped too.</summary>
    Task<IReadOnlyList<StoredWorker>> AllAsync(CancellationToken cancellationToken);

    /// <summary>By id: those that have not stopped and were heard of within <paramref name="heardWithin"/>.</summary>
    Task<IReadOnlyList<StoredWorker>> RecentAsync(TimeSpan heardWithin, CancellationToken cancellationToken);
}
