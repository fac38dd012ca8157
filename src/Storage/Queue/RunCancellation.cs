using Persona.Bench.Core;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Queue;

/// <summary>Cancels a run. Each call gets as far as is possible at that moment.</summary>
internal sealed class RunCancellation(QueueSql sql, TimeProvider time)
{
    /// <returns>The run's state afterwards; null when there is no such run.</returns>
    public async Task<RunState?> ApplyAsync(SqlSession session, Guid runId, bool now, CancellationToken cancellationToken)
    {
        var states = await session.QueryAsync(sql.LockRun, [("@run", runId)], row => row.Enum<RunState>(0), cancellationToken);
        if (states is not [RunState.Planned or RunState.Running or RunState.Incomplete or RunState.Cancelling])
        {
            return states is [var ended] ? ended : null;
        }

        await session.ExecuteAsync(sql.CancelPending, [("@run", runId)], cancellationToken);
        var held = await session.QueryAsync(now ? sql.LeasesToCancel : sql.ExpiredToCancel, [("@run", runId)], LeasedItem.Read, cancellationToken);
        foreach (var item in held)
        {
            await EndAsync(session, item, cancellationToken);
        }

        var state = await session.QueryAsync(sql.CancelRun, [("@run", runId)], row => row.Text(0), cancellationToken);
        return SnakeCase.TryParse<RunState>(state[0], out var after) ? after : throw new InvalidDataException(state[0]);
    }

    /// <summary>The fence does the rest: the worker's result for this attempt will be superseded.</summary>
    private async Task EndAsync(SqlSession session, LeasedItem held, CancellationToken cancellationToken)
    {
        var (item, owner) = held;
        if (await session.ExecuteAsync(sql.CancelLeased, [("@item", item.ItemId), ("@attempt", item.Attempt)], cancellationToken) == 1)
        {
            var attempt = new AttemptRow
            {
                ItemId = item.ItemId,
                Attempt = item.Attempt,
                WorkerId = owner,
                EndedAt = time.GetUtcNow(),
                Outcome = AttemptOutcome.Cancelled,
            };
            await session.InsertAsync(RowTables.Attempt, [attempt], cancellationToken);
        }
    }
}
