using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Queue;

/// <summary>Ends attempts whose worker was lost: the item is repeated, or given up with an error measurement.</summary>
internal sealed class LostAttempts(QueueSql sql, TimeProvider time)
{
    /// <summary>An item is given up when its lease expires for the third time.</summary>
    private const int LastAttempt = 3;

    /// <returns>True when the item was given up.</returns>
    public async Task<bool> EndAsync(SqlSession session, LeasedItem lost, bool mayGiveUp, CancellationToken cancellationToken)
    {
        var (item, owner) = lost;
        var giveUp = mayGiveUp && item.Attempt >= LastAttempt;
        var statement = giveUp ? sql.ToFailed : sql.ToPending;
        if (await session.ExecuteAsync(statement, [("@item", item.ItemId), ("@attempt", item.Attempt)], cancellationToken) != 1)
        {
            return false;
        }

        var now = time.GetUtcNow();
        var attempt = new AttemptRow { ItemId = item.ItemId, Attempt = item.Attempt, WorkerId = owner, EndedAt = now, Outcome = AttemptOutcome.Lost };
        await session.InsertAsync(RowTables.Attempt, [attempt], cancellationToken);
        if (giveUp)
        {
            var fingerprint = await session.QueryAsync(sql.FingerprintOf, [("@worker", owner)], row => row.Text(0), cancellationToken);
            await session.InsertAsync(MeasurementTable.Table, [WorkerLost(lost, fingerprint.FirstOrDefault() ?? "", now)], cancellationToken);
        }

        return giveUp;
    }

    private static Measurement WorkerLost(LeasedItem lost, string fingerprint, DateTimeOffset now) => new()
    {
        ItemId = lost.Item.ItemId,
        RunId = lost.Item.RunId,
        Workload = lost.Item.Workload,
        Provider = lost.Item.Provider,
        Iteration = lost.Item.Iteration,
        Attempt = lost.Item.Attempt,
        WorkerId = lost.Owner,
        Fingerprint = fingerprint,
        StartedAt = now,
        EndedAt = now,
        Outcome = IterationOutcome.Failed,
        ErrorKind = ErrorKind.WorkerLost,
        ErrorDetail = $"the worker was lost {lost.Item.Attempt} times during this iteration",
        PersonasRequested = 0,
    };
}
