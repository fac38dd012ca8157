using Npgsql;
using Persona.Bench.Faults.Bench;

namespace Persona.Bench.Faults.Trials;

/// <summary>Tries to insert duplicates of unique rows directly, which no product code does. Every insert is rolled back.</summary>
internal static class DoubleEntry
{
    private static readonly (string What, string Sql)[] Entries =
    [
        ("a second measurement of an item", "INSERT INTO measurement SELECT * FROM measurement WHERE run_id = $1 LIMIT 1"),
        ("a second measurement of an iteration", Another("measurement", "item_id")),
        ("a second item of an iteration", Another("work_item", "id")),
    ];

    /// <returns>The duplicates that the store accepted.</returns>
    public static async Task<IReadOnlyList<string>> TryAsync(BenchGround ground, Guid runId, CancellationToken cancellationToken)
    {
        var taken = new List<string>();
        foreach (var (what, sql) in Entries)
        {
            if (await IsTakenAsync(ground, sql, runId, cancellationToken))
            {
                taken.Add(what);
            }
        }

        return taken;
    }

    /// <summary>Inserts the same row under a new primary key.</summary>
    private static string Another(string table, string key) =>
        $"INSERT INTO {table} SELECT (jsonb_populate_record(one, jsonb_build_object('{key}', gen_random_uuid()))).* FROM {table} AS one WHERE run_id = $1 LIMIT 1";

    private static async Task<bool> IsTakenAsync(BenchGround ground, string sql, Guid runId, CancellationToken cancellationToken)
    {
        await using var connection = await ground.ConnectAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
#pragma warning disable CA2100 // Statements are constants of this file.
        await using var command = new NpgsqlCommand(sql, connection, transaction) { Parameters = { new() { Value = runId } } };
#pragma warning restore CA2100
        try
        {
            return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            // The unique keys let it pass; only the foreign key to the planned items stopped it.
            return true;
        }
    }
}
