namespace Persona.Bench.Storage.Queue;

/// <summary>
/// The conditional updates of the protocol, for SQLite. Instants are milliseconds; the database's clock decides. Parameters are
/// numbered in the order in which each statement's caller passes them.
/// </summary>
internal static class SqliteQueueSql
{
    private const string Now = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

    public const string Start =
        $"UPDATE run SET state = 'running', finished_at = NULL, started_at = COALESCE(started_at, {Now}) " +
        "WHERE id = {0} AND state IN ('planned', 'incomplete', 'running')";

    public const string ForgetHints = "UPDATE work_item SET dispatched_at = NULL WHERE run_id = {0} AND state = 'pending'";

    /// <summary>Blocks under way in the first unfinished workload, and that workload.</summary>
    public const string FirstOpenWorkload =
        "SELECT workload AS \"Value\" FROM work_item WHERE run_id = {0} AND state IN ('pending', 'leased') ORDER BY block LIMIT 1";

    public const string BlocksInFlight =
        "SELECT COUNT(DISTINCT block) AS \"Value\" FROM work_item " +
        "WHERE run_id = {0} AND workload = {1} AND state IN ('pending', 'leased') AND dispatched_at IS NOT NULL";

    public const string MarkDispatched =
        $"UPDATE work_item SET dispatched_at = {Now} WHERE run_id = {{0}} AND state = 'pending' AND dispatched_at IS NULL AND block IN (" +
        "SELECT DISTINCT block FROM work_item WHERE run_id = {0} AND workload = {1} AND state = 'pending' AND dispatched_at IS NULL " +
        $"AND (not_before IS NULL OR not_before <= {Now}) ORDER BY block LIMIT {{2}}) RETURNING *";

    public const string Undispatch =
        "UPDATE work_item SET dispatched_at = NULL WHERE state = 'pending' AND id IN (SELECT value FROM json_each({0}))";

    public const string Expired = $"SELECT * FROM work_item WHERE run_id = {{0}} AND state = 'leased' AND lease_until < {Now}";

    public const string ForgetStaleHints =
        $"UPDATE work_item SET dispatched_at = NULL WHERE run_id = {{0}} AND state = 'pending' AND dispatched_at < {Now} - {{1}}";

    public const string LostLeases = "SELECT * FROM work_item WHERE run_id = {0} AND state = 'leased' AND lease_owner = {1}";

    public const string ToPending =
        "UPDATE work_item SET state = 'pending', lease_owner = NULL, lease_until = NULL, dispatched_at = NULL " +
        "WHERE id = {0} AND state = 'leased' AND attempt = {1}";

    public const string ToFailed =
        "UPDATE work_item SET state = 'failed', lease_owner = NULL, lease_until = NULL WHERE id = {0} AND state = 'leased' AND attempt = {1}";

    public const string Complete =
        $"UPDATE run SET state = {{1}}, finished_at = {Now} WHERE id = {{0}} AND state = 'running' " +
        "AND NOT EXISTS (SELECT 1 FROM work_item WHERE run_id = {0} AND state IN ('pending', 'leased'))";

    public const string Stop = $"UPDATE run SET state = 'incomplete', finished_at = {Now} WHERE id = {{0}} AND state IN ('planned', 'running')";

    public const string Claim =
        "UPDATE work_item SET state = 'leased', attempt = attempt + 1, lease_owner = {1}, " +
        $"lease_until = {Now} + {{2}} WHERE id = {{0}} AND state = 'pending' AND (not_before IS NULL OR not_before <= {Now}) " +
        "AND EXISTS (SELECT 1 FROM run WHERE run.id = work_item.run_id AND run.state = 'running') RETURNING *";

    public const string Renew =
        $"UPDATE work_item SET lease_until = {Now} + {{1}} WHERE lease_owner = {{0}} AND state = 'leased' " +
        "AND id IN (SELECT value FROM json_each({2})) RETURNING *";

    public const string Heartbeat = $"UPDATE worker SET heartbeat_at = {Now} WHERE id = {{0}}";

    public const string Done =
        "UPDATE work_item SET state = 'done', lease_owner = NULL, lease_until = NULL WHERE id = {0} AND state = 'leased' AND attempt = {1}";

    public const string Retire = $"UPDATE worker SET state = 'stopped', heartbeat_at = {Now} WHERE id = {{0}}";

    public const string Clock = $"SELECT {Now} AS \"Value\"";
}
