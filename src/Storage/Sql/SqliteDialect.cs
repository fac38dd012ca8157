using System.Data.Common;
using System.Text.Json;

namespace Persona.Bench.Storage.Sql;

/// <summary>SQLite: instants are whole milliseconds since 1970 UTC; ids are upper-case text, as the driver writes them.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public static readonly SqliteDialect Instance = new();

    internal override string Now => "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

    internal override string Plus(string instant, string milliseconds) => $"({instant} + {milliseconds})";

    internal override string IsOneOf(string column, string listParameter) => $"{column} IN (SELECT value FROM json_each({listParameter}))";

    internal override string Pairs(string idsParameter, string numbersParameter) =>
        $"(SELECT items.value AS item, numbers.value AS number FROM json_each({idsParameter}) AS items " +
        $"JOIN json_each({numbersParameter}) AS numbers ON numbers.key = items.key) AS pair";

    internal override object Numbers(IReadOnlyList<int> numbers) => JsonSerializer.Serialize(numbers, StorageJson.Default.IReadOnlyListInt32);

    internal override object Ids(IReadOnlyList<Guid> ids) =>
        JsonSerializer.Serialize([.. ids.Select(id => id.ToString().ToUpperInvariant())], StorageJson.Default.IReadOnlyListString);

    internal override object Words(IReadOnlyList<string> words) => JsonSerializer.Serialize(words, StorageJson.Default.IReadOnlyListString);

    internal override string Later(string one, string other) => $"MAX({one}, {other})";

    // A writer has the whole file to itself.
    internal override string ForUpdate => "";

    internal override string ForUpdateOfFree => "";

    internal override string IsLockedItem(string idsParameter) => IsOneOf("id", idsParameter);

    internal override string? AdvisoryLock => null;

    internal override object ValueOf(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    internal override DateTimeOffset Instant(DbDataReader reader, int column) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    /// <summary>One prepared statement, executed for each row: inside a transaction nothing is faster here.</summary>
    internal override async Task InsertAsync<T>(SqlSession session, Table<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        var names = Enumerable.Range(0, table.Columns.Count).Select(index => $"@c{index}").ToArray();
        var sql = $"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ({string.Join(", ", names)})";
        await using var command = session.Command(sql, [.. names.Select(name => (name, (object?)null))]);
        foreach (var row in rows)
        {
            foreach (var (index, column) in table.Columns.Index())
            {
                command.Parameters[index].Value = session.ValueOf(column.ValueOf(row));
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
