using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Runs;

/// <summary>Reads runs with their counts of planned and measured items.</summary>
internal static class StoredRunSql
{
    public const string One = Select + "WHERE run.id = @run";

    public const string Newest = Select + "ORDER BY run.created_at DESC, run.id DESC LIMIT @last";

    public const string Open = Select + $"WHERE run.state IN ({OpenStates}) ORDER BY run.created_at DESC, run.id DESC";

    public const string Ended = Select + $"WHERE run.state NOT IN ({OpenStates}) ORDER BY run.finished_at DESC, run.id DESC LIMIT @last";

    private const string OpenStates = "'planned', 'running', 'cancelling'";

    private const string Select =
        "SELECT run.id, run.spec, run.state, run.created_at, run.started_at, run.finished_at, " +
        "(SELECT COUNT(*) FROM work_item WHERE run_id = run.id), " +
        "(SELECT COUNT(*) FROM measurement WHERE run_id = run.id), " +
        "(SELECT COUNT(*) FROM measurement WHERE run_id = run.id AND outcome <> 'succeeded'), run.resumed_at FROM run ";

    public static StoredRun Read(SqlRow row) => new()
    {
        RunId = row.Id(0),
        Spec = RunHistory.SpecOf(row.Text(1)),
        State = row.Enum<RunState>(2),
        CreatedAt = row.Instant(3),
        StartedAt = row.InstantOrNull(4),
        FinishedAt = row.InstantOrNull(5),
        Planned = (int)row.Long(6),
        Measured = (int)row.Long(7),
        Failed = (int)row.Long(8),
        ResumedAt = row.InstantOrNull(9),
    };
}
