using System.Text.Json;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Workers;

/// <summary>Reads workers. The database's clock decides who is lost.</summary>
internal sealed class WorkerSql(SqlDialect dialect)
{
    private string Select { get; } =
        "SELECT worker.id, worker.state, worker.providers, worker.slots, worker.labels, worker.version, worker.fingerprint, worker.heartbeat_at, " +
        $"{dialect.Now}, COALESCE(held.items, 0) FROM worker LEFT JOIN (SELECT lease_owner, COUNT(*) AS items FROM work_item " +
        $"WHERE {QueueSql.HeldBy(dialect)} GROUP BY lease_owner) AS held ON held.lease_owner = worker.id ";

    public string All => Select + "ORDER BY worker.id";

    /// <summary>Workers that have not stopped and sent a heartbeat within <c>@age</c> milliseconds.</summary>
    public string Recent => Select + $"WHERE worker.state <> 'stopped' AND worker.heartbeat_at > {dialect.Plus(dialect.Now, "-@age")} ORDER BY worker.id";

    public string Named => Select + $"WHERE {dialect.IsOneOf("worker.id", "@workers")} ORDER BY worker.id";

    public static StoredWorker Read(SqlRow row)
    {
        var seenAt = row.Instant(7);
        var seenAgo = row.Instant(8) - seenAt;
        return new StoredWorker
        {
            WorkerId = row.Text(0),
            Status = StatusOf(row.Enum<WorkerState>(1), seenAgo),
            Providers = JsonSerializer.Deserialize(row.Text(2), StorageJson.Default.IReadOnlyListString) ?? [],
            Slots = row.Integer(3),
            Labels = JsonSerializer.Deserialize(row.Text(4), StorageJson.Default.IReadOnlyDictionaryStringString) ?? new Dictionary<string, string>(),
            Version = row.Text(5),
            Fingerprint = row.Text(6),
            SeenAt = seenAt,
            SeenAgo = seenAgo > TimeSpan.Zero ? seenAgo : TimeSpan.Zero,
            Busy = (int)row.Long(9),
        };
    }

    private static WorkerStatus StatusOf(WorkerState state, TimeSpan seenAgo) => state switch
    {
        WorkerState.Stopped => WorkerStatus.Stopped,
        _ when seenAgo >= LiveWorker.HeardWithin => WorkerStatus.Lost,
        WorkerState.Draining => WorkerStatus.Draining,
        _ => WorkerStatus.Ready,
    };
}
