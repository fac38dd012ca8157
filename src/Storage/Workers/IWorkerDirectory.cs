namespace Persona.Bench.Storage.Workers;

/// <summary>Read-only queries over workers.</summary>
public interface IWorkerDirectory
{
    /// <summary>Every worker ever registered, including stopped ones, by id.</summary>
    Task<IReadOnlyList<StoredWorker>> AllAsync(CancellationToken cancellationToken);

    /// <summary>Workers that have not stopped and sent a heartbeat within <paramref name="heardWithin"/>, by id.</summary>
    Task<IReadOnlyList<StoredWorker>> RecentAsync(TimeSpan heardWithin, CancellationToken cancellationToken);
}
