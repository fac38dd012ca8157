using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Persona.Bench.Storage.Sql;

/// <summary>
/// One connection, inside or outside a transaction. The protocol's statements are plain SQL instead of EF queries: they run between
/// two measurements, where every millisecond counts, and at every start, where compiling a framework's queries takes longer than the
/// run (docs/decisions/0013).
/// </summary>
public sealed class SqlSession(DbConnection connection, DbTransaction? transaction, SqlDialect dialect)
{
    internal SqlDialect Dialect => dialect;

    /// <returns>The number of changed rows.</returns>
    internal async Task<int> ExecuteAsync(string sql, (string Name, object? Value)[] arguments, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, arguments);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    internal async Task<List<T>> QueryAsync<T>(
        string sql, (string Name, object? Value)[] arguments, Func<SqlRow, T> read, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, arguments);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var row = new SqlRow(reader, dialect);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(row));
        }

        return rows;
    }

    internal Task InsertAsync<T>(Table<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken) =>
        dialect.InsertAsync(this, table, rows, cancellationToken);

    [SuppressMessage("Security", "CA2100", Justification = "Statements are constants of this project; values are parameters.")]
    internal DbCommand Command(string sql, (string Name, object? Value)[] arguments)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in arguments)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = ValueOf(value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    internal object ValueOf(object? value) => value switch
    {
        null => DBNull.Value,
        string text => StorableText.Sanitize(text),
        DateTimeOffset instant => dialect.ValueOf(instant),
        IReadOnlyList<Guid> ids => dialect.Ids(ids),
        IReadOnlyList<int> numbers => dialect.Numbers(numbers),
        IReadOnlyList<string> words => dialect.Words(words),
        _ => value,
    };
}
