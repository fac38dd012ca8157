using System.Data.Common;

namespace Persona.Bench.Storage.Sql;

/// <summary>PostgreSQL: instants are <c>timestamptz</c>; rows are inserted as one array per column.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    public static readonly PostgresDialect Instance = new();

    // Each array is one parameter. Limits how much of a long plan is sent at a time.
    private const int RowsPerStatement = 10_000;

    internal override string Now => "now()";

    internal override string Plus(string instant, string milliseconds) => $"({instant} + {milliseconds} * interval '1 millisecond')";

    // Never a subquery: it would be a join, and with outdated statistics on a table that has grown, the server may read all of it.
    internal override string IsOneOf(string column, string listParameter) => $"{column} = ANY ({listParameter})";

    internal override string Pairs(string idsParameter, string numbersParameter) => $"unnest({idsParameter}, {numbersParameter}) AS pair(item, number)";

    internal override object Ids(IReadOnlyList<Guid> ids) => ids.ToArray();

    internal override object Numbers(IReadOnlyList<int> numbers) => numbers.ToArray();

    internal override object Words(IReadOnlyList<string> words) => words.ToArray();

    internal override string Later(string one, string other) => $"GREATEST({one}, {other})";

    // Not FOR UPDATE, so that rows that refer to this one can be inserted meanwhile.
    internal override string ForUpdate => " FOR NO KEY UPDATE";

    internal override string ForUpdateOfFree => ForUpdate + " SKIP LOCKED";

    internal override string IsLockedItem(string idsParameter) =>
        $"id = ANY (ARRAY(SELECT id FROM work_item WHERE {IsOneOf("id", idsParameter)} ORDER BY id{ForUpdate}))";

    internal override string? AdvisoryLock => "SELECT pg_advisory_xact_lock(hashtextextended(@turn, 0))";

    internal override object ValueOf(DateTimeOffset instant) => instant.ToUniversalTime();

    internal override DateTimeOffset Instant(DbDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);

    internal override async Task InsertAsync<T>(SqlSession session, Table<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        var arrays = table.Columns.Select((column, index) => $"@c{index}::{NameOf(column.Type)}[]");
        var sql = $"INSERT INTO {table.Name} ({table.ColumnList}) SELECT * FROM unnest({string.Join(", ", arrays)})";
        foreach (var chunk in rows.Chunk(RowsPerStatement))
        {
            await session.ExecuteAsync(sql, [.. table.Columns.Select((column, index) => ($"@c{index}", (object?)ArrayOf(column, chunk)))], cancellationToken);
        }
    }

    private static Array ArrayOf<T>(Column<T> column, T[] rows) => column.Type switch
    {
        ColumnType.Id => Array.ConvertAll(rows, row => (Guid)column.ValueOf(row)!),
        ColumnType.Text => Array.ConvertAll(rows, row => StorableText.Sanitize((string?)column.ValueOf(row))),
        ColumnType.Integer => Array.ConvertAll(rows, row => (int?)column.ValueOf(row)),
        ColumnType.Long => Array.ConvertAll(rows, row => (long?)column.ValueOf(row)),
        ColumnType.Real => Array.ConvertAll(rows, row => (double?)column.ValueOf(row)),
        ColumnType.Flag => Array.ConvertAll(rows, row => (bool?)column.ValueOf(row)),
        _ => Array.ConvertAll(rows, row => ((DateTimeOffset?)column.ValueOf(row))?.ToUniversalTime()),
    };

    private static string NameOf(ColumnType type) => type switch
    {
        ColumnType.Id => "uuid",
        ColumnType.Text => "text",
        ColumnType.Integer => "integer",
        ColumnType.Long => "bigint",
        ColumnType.Real => "double precision",
        ColumnType.Flag => "boolean",
        _ => "timestamptz",
    };
}
