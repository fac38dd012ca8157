using Persona.Bench.Core;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Database;

/// <summary>The tables that the queue inserts into; the columns match the model.</summary>
internal static class RowTables
{
    public static readonly Table<WorkItemRow> WorkItem = new("work_item",
    [
        new("id", ColumnType.Id, row => row.Id),
        new("run_id", ColumnType.Id, row => row.RunId),
        new("workload", ColumnType.Text, row => row.Workload),
        new("provider", ColumnType.Text, row => row.Provider),
        new("iteration", ColumnType.Integer, row => row.Iteration),
        new("block", ColumnType.Integer, row => row.Block),
        new("position", ColumnType.Integer, row => row.Position),
        new("state", ColumnType.Text, row => SnakeCase.Format(row.State)),
        new("attempt", ColumnType.Integer, row => row.Attempt),
    ]);

    public static readonly Table<AttemptRow> Attempt = new("attempt",
    [
        new("item_id", ColumnType.Id, row => row.ItemId),
        new("attempt", ColumnType.Integer, row => row.Attempt),
        new("worker_id", ColumnType.Text, row => row.WorkerId),
        new("started_at", ColumnType.Instant, row => row.StartedAt),
        new("ended_at", ColumnType.Instant, row => row.EndedAt),
        new("outcome", ColumnType.Text, row => SnakeCase.Format(row.Outcome)),
        new("http_tries", ColumnType.Integer, row => row.HttpTries),
    ]);

    public static readonly Table<RunMetricRow> RunMetric = new("run_metric",
    [
        new("run_id", ColumnType.Id, row => row.RunId),
        new("workload", ColumnType.Text, row => row.Workload),
        new("provider", ColumnType.Text, row => row.Provider),
        new("metric", ColumnType.Text, row => row.Metric),
        new("value", ColumnType.Real, row => row.Value),
        new("lower", ColumnType.Real, row => row.Lower),
        new("upper", ColumnType.Real, row => row.Upper),
        new("n", ColumnType.Integer, row => row.N),
    ]);

    public static readonly Table<RunRow> Run = new("run",
    [
        new("id", ColumnType.Id, row => row.Id),
        new("name", ColumnType.Text, row => row.Name),
        new("spec", ColumnType.Text, row => row.Spec),
        new("spec_hash", ColumnType.Text, row => row.SpecHash),
        new("state", ColumnType.Text, row => SnakeCase.Format(row.State)),
        new("persona_version", ColumnType.Text, row => row.PersonaVersion),
        new("git_commit", ColumnType.Text, row => row.GitCommit),
        new("created_at", ColumnType.Instant, row => row.CreatedAt),
        new("requested_by", ColumnType.Text, row => row.RequestedBy),
    ]);

    public static readonly Table<WorkerRow> Worker = new("worker",
    [
        new("id", ColumnType.Text, row => row.Id),
        new("fingerprint", ColumnType.Text, row => row.Fingerprint),
        new("environment", ColumnType.Text, row => row.Environment),
        new("providers", ColumnType.Text, row => row.Providers),
        new("slots", ColumnType.Integer, row => row.Slots),
        new("labels", ColumnType.Text, row => row.Labels),
        new("version", ColumnType.Text, row => row.Version),
        new("heartbeat_at", ColumnType.Instant, row => row.HeartbeatAt),
        new("state", ColumnType.Text, row => SnakeCase.Format(row.State)),
    ]);
}
