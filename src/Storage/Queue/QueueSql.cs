using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Queue;

/// <summary>The conditional updates of the protocol. Durations are in milliseconds; times come from the database's clock.</summary>
internal sealed class QueueSql(SqlDialect dialect)
{
    // Exactly the condition of the partial indexes: SQLite uses such an index only if the query repeats its condition.
    private const string Open = "state IN ('pending', 'leased')";

    // NOT EXISTS would read the table from its start where most of a run is expected to be open; MIN would read all of it where little is.
    private const string NothingOpen = $"(SELECT block FROM work_item WHERE run_id = @run AND {Open} ORDER BY block LIMIT 1) IS NULL";

    // For items found by their ids or by the index of hints. Without COALESCE, PostgreSQL may use the index of open items instead,
    // if it estimates that index to be small.
    private const string IsPending = "COALESCE(state, '') = 'pending'";
    private const string IsLeased = "COALESCE(state, '') = 'leased'";

    /// <summary>The columns that <see cref="LeasedItem.Read"/> expects.</summary>
    private const string ItemColumns = "id, run_id, workload, provider, iteration, attempt, lease_owner";

    /// <summary>Makes coordinators that work on the same run take turns.</summary>
    public string LockRun { get; } = $"SELECT state FROM run WHERE id = @run{dialect.ForUpdate}";

    public string SpecHash { get; } = "SELECT spec_hash FROM run WHERE id = @run";

    public string Start { get; } =
        $"UPDATE run SET state = 'running', finished_at = NULL, started_at = COALESCE(started_at, {dialect.Now}), resumed_at = {dialect.Now} " +
        "WHERE id = @run AND state IN ('planned', 'incomplete', 'running')";

    public string ForgetHints { get; } =
        $"UPDATE work_item SET dispatched_at = NULL WHERE run_id = @run AND dispatched_at IS NOT NULL AND {IsPending}";

    public string FirstOpenWorkload { get; } =
        "SELECT workload FROM work_item WHERE run_id = @run AND state IN ('pending', 'leased') ORDER BY block LIMIT 1";

    public string BlocksInFlight { get; } =
        $"SELECT COUNT(DISTINCT block) FROM work_item WHERE run_id = @run AND dispatched_at IS NOT NULL";

    /// <summary>
    /// Blocks are ordered by workload, so the next ones belong to the first open workload, or it has none left. The last wanted block is found by
    /// stepping from block to block in the index, and no item before it belongs to another workload. The cost depends on the number of blocks
    /// wanted, not on the number left.
    /// </summary>
    public string MarkDispatched { get; } =
        $"WITH RECURSIVE next (block, number) AS (SELECT ({FirstBlock(dialect)}), 1 " +
        $"UNION ALL SELECT ({FirstBlock(dialect, "AND work_item.block > next.block ")}), number + 1 FROM next WHERE block IS NOT NULL AND number < @blocks) " +
        $"UPDATE work_item SET dispatched_at = {dialect.Now} WHERE {Unmarked(dialect)} AND block <= (SELECT MAX(block) FROM next) " +
        "RETURNING block, position, workload, id, provider";

    private static string FirstBlock(SqlDialect dialect, string after = "") =>
        $"SELECT work_item.block FROM work_item WHERE {Unmarked(dialect)} AND workload = @workload {after}ORDER BY work_item.block LIMIT 1";

    private static string Unmarked(SqlDialect dialect) =>
        $"run_id = @run AND {Open} AND state = 'pending' AND dispatched_at IS NULL AND {dialect.IsOneOf("provider", "@providers")}";

    public string Undispatch { get; } =
        $"UPDATE work_item SET dispatched_at = NULL WHERE {IsPending} AND {dialect.IsOneOf("id", "@items")}";

    public string Expired { get; } =
        $"SELECT {ItemColumns} FROM work_item WHERE run_id = @run AND state = 'leased' AND lease_until < {dialect.Now} " +
        // Does not wait for rows that a worker is recording, or was cut off while recording.
        $"ORDER BY id{dialect.ForUpdateOfFree}";

    public string ForgetStaleHints { get; } =
        $"UPDATE work_item SET dispatched_at = NULL WHERE run_id = @run AND dispatched_at IS NOT NULL AND {IsPending} " +
        $"AND dispatched_at < {dialect.Plus(dialect.Now, "-@age")}";

    public string LostLeases { get; } = $"SELECT {ItemColumns} FROM work_item WHERE run_id = @run AND state = 'leased' AND lease_owner = @worker";

    public string LeaseOwners { get; } = "SELECT DISTINCT lease_owner FROM work_item WHERE run_id = @run AND state = 'leased'";

    public string ToPending { get; } =
        "UPDATE work_item SET state = 'pending', lease_owner = NULL, lease_until = NULL, dispatched_at = NULL " +
        "WHERE id = @item AND state = 'leased' AND attempt = @attempt";

    public string ToFailed { get; } =
        "UPDATE work_item SET state = 'failed', lease_owner = NULL, lease_until = NULL, dispatched_at = NULL WHERE id = @item AND state = 'leased' AND attempt = @attempt";

    public string IsDrained { get; } =
        "SELECT 1 FROM run WHERE id = @run AND state = 'running' " +
        $"AND {NothingOpen}";

    public string Complete { get; } =
        $"UPDATE run SET state = @state, finished_at = {dialect.Now} WHERE id = @run AND state = 'running' " +
        $"AND {NothingOpen}";

    public string Stop { get; } = $"UPDATE run SET state = 'incomplete', finished_at = {dialect.Now} WHERE id = @run AND state IN ('planned', 'running')";

    public string OpenRuns { get; } = "SELECT id, state FROM run WHERE state IN ('planned', 'running', 'cancelling') ORDER BY created_at, id";

    /// <summary>Held by a worker that may still be working on it; an expired lease does not count.</summary>
    internal static string HeldBy(SqlDialect dialect) => $"state = 'leased' AND lease_until >= {dialect.Now}";

    public string LeasesToCancel { get; } =
        $"SELECT {ItemColumns} FROM work_item WHERE run_id = @run AND state = 'leased' ORDER BY id{dialect.ForUpdate}";

    public string ExpiredToCancel { get; } =
        $"SELECT {ItemColumns} FROM work_item WHERE run_id = @run AND state = 'leased' AND NOT ({HeldBy(dialect)}) ORDER BY id{dialect.ForUpdateOfFree}";

    public string CancelPending { get; } =
        "UPDATE work_item SET state = 'cancelled', dispatched_at = NULL WHERE run_id = @run AND state = 'pending'";

    public string CancelLeased { get; } =
        "UPDATE work_item SET state = 'cancelled', lease_owner = NULL, lease_until = NULL, dispatched_at = NULL " +
        "WHERE id = @item AND state = 'leased' AND attempt = @attempt";

    public string CancelRun { get; } =
        "UPDATE run SET state = CASE WHEN EXISTS (SELECT 1 FROM work_item WHERE run_id = @run AND state = 'leased') THEN 'cancelling' ELSE 'cancelled' END, " +
        $"finished_at = {dialect.Now} WHERE id = @run AND state IN ('planned', 'running', 'incomplete', 'cancelling') RETURNING state";

    public string AddFingerprint { get; } = "INSERT INTO fingerprint (id, environment) VALUES (@id, @environment) ON CONFLICT DO NOTHING";

    public string FingerprintOf { get; } = "SELECT fingerprint FROM worker WHERE id = @worker";

    public string Claim { get; } =
        "UPDATE work_item SET state = 'leased', attempt = attempt + 1, lease_owner = @worker, " +
        $"lease_until = {dialect.Plus(dialect.Now, "@lease")} WHERE {dialect.IsLockedItem("@items")} AND {IsPending} " +
        // Not EXISTS: the database would start from the run and go through all its items.
        $"AND (SELECT run.state FROM run WHERE run.id = work_item.run_id) = 'running' RETURNING {ItemColumns}";

    public string Marked { get; } =
        $"SELECT id, run_id, workload, provider FROM work_item WHERE run_id = @run AND dispatched_at IS NOT NULL AND {IsPending} " +
        $"AND {dialect.IsOneOf("COALESCE(provider, '')", "@providers")} ORDER BY block, position LIMIT @most";

    public string? AdvisoryLock { get; } = dialect.AdvisoryLock;

    /// <summary>Capacity held by a worker that died during a call is free again when its lease expires, even if nobody reconciles its run.</summary>
    public string CountInFlight { get; } = $"SELECT COUNT(*) FROM work_item WHERE {HeldBy(dialect)} AND provider = @provider";

    /// <summary>One row per provider. The next turn is one gap after this one, or after now if nobody has called for a while.</summary>
    public string NextTurn { get; } =
        $"INSERT INTO call_pace (provider, next_at) VALUES (@provider, {dialect.Plus(dialect.Now, "@gap")}) ON CONFLICT (provider) DO UPDATE " +
        $"SET next_at = {dialect.Plus(dialect.Later("call_pace.next_at", dialect.Now), "@gap")} RETURNING next_at, {dialect.Now}";

    public string Renew { get; } =
        $"UPDATE work_item SET lease_until = {dialect.Plus(dialect.Now, "@lease")} WHERE lease_owner = @worker AND {IsLeased} " +
        $"AND {dialect.IsLockedItem("@items")} RETURNING {ItemColumns}";

    public string Heartbeat { get; } = $"UPDATE worker SET heartbeat_at = {dialect.Now} WHERE id = @worker";

    public string Done { get; } =
        "UPDATE work_item SET state = 'done', lease_owner = NULL, lease_until = NULL, dispatched_at = NULL " +
        $"FROM {dialect.Pairs("@items", "@attempts")} WHERE id = pair.item AND attempt = pair.number AND {IsLeased} " +
        $"AND {dialect.IsLockedItem("@items")} RETURNING id, attempt";

    public string OutcomesOf { get; } =
        "SELECT item_id, attempt.attempt, outcome FROM attempt " +
        $"JOIN {dialect.Pairs("@items", "@attempts")} ON item_id = pair.item AND attempt.attempt = pair.number";

    public string DrawIdentity { get; } = "INSERT INTO store_identity (id, identity) VALUES (1, @identity) ON CONFLICT DO NOTHING";

    public string Identity { get; } = "SELECT identity FROM store_identity WHERE id = 1";

    public string ItemsThatExist { get; } = $"SELECT id FROM work_item WHERE {dialect.IsOneOf("id", "@items")}";

    public string Refuse { get; } =
        "INSERT INTO refusal (run_id, worker_id, workload, provider, reason) VALUES (@run, @worker, @workload, @provider, @reason) " +
        "ON CONFLICT (run_id, worker_id, workload, provider) DO UPDATE SET reason = excluded.reason";

    public string WithdrawRefusal { get; } =
        "DELETE FROM refusal WHERE run_id = @run AND worker_id = @worker AND workload = @workload AND provider = @provider";

    /// <summary>A worker's total only grows: late or repeated updates change nothing.</summary>
    public string TellWarmUps { get; } =
        "INSERT INTO warm_up (run_id, worker_id, workload, provider, calls, cost_usd) VALUES (@run, @worker, @workload, @provider, @calls, @cost) " +
        "ON CONFLICT (run_id, worker_id, workload, provider) DO UPDATE SET calls = excluded.calls, cost_usd = excluded.cost_usd " +
        "WHERE excluded.calls > warm_up.calls";

    public string Leave { get; } = $"UPDATE worker SET state = @state, heartbeat_at = {dialect.Now} WHERE id = @worker";

    public string LiveWorkers { get; } =
        $"SELECT id, providers, slots FROM worker WHERE state = 'ready' AND heartbeat_at > {dialect.Plus(dialect.Now, "-@age")} ORDER BY id";
}
