using System.Globalization;
using System.Text.RegularExpressions;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Storage.Tests.Queue;

/// <summary>
/// How many rows PostgreSQL looks at for a step of the protocol, on a table that has just grown and of which it has no statistics: a step that
/// goes through what is left of a run costs more the longer the run is.
/// </summary>
public sealed partial class PlanTests
{
    private const int Iterations = 20_000;
    private const int Blocks = 8;

    [Fact]
    public async Task No_step_looks_at_more_rows_than_it_is_about()
    {
        await using var store = await TestDatabase.Postgres.CreateStoreAsync();
        var run = await store.StartRunAsync(Iterations);
        var items = (await store.DispatchAsync(run, Blocks)).SelectMany(block => block.Items).Select(item => item.ItemId).ToArray();
        await store.ClaimAsync(items[0]);
        var sql = new QueueSql(store.Store.Dialect);

        (string Step, string Sql, (string, object?)[] Arguments)[] steps =
        [
            ("look for blocks under way", sql.BlocksInFlight, [("@run", run)]),
            ("look for the workload", sql.FirstOpenWorkload, [("@run", run)]),
            ("dispatch", sql.MarkDispatched, [("@run", run), ("@workload", "quick"), ("@blocks", (long)Blocks), ("@providers", new[] { "emulated" })]),
            ("look for hints", sql.Marked, [("@run", run), ("@providers", new[] { "emulated" }), ("@most", (long)Blocks)]),
            ("take hints back", sql.Undispatch, [("@items", items.TakeLast(1).ToArray())]),
            ("claim", sql.Claim, [("@items", items), ("@worker", "w1"), ("@lease", 1000L)]),
            ("renew", sql.Renew, [("@items", items), ("@worker", "w1"), ("@lease", 1000L)]),
            ("record", sql.Done, [("@items", items), ("@attempts", items.Select(_ => 1).ToArray())]),
            ("look for expired leases", sql.Expired, [("@run", run)]),
            ("look for stale hints", sql.ForgetStaleHints, [("@run", run), ("@age", 60_000L)]),
            ("see whether it is done", sql.IsDrained, [("@run", run)]),
            ("complete", sql.Complete, [("@run", run), ("@state", "completed")]),
        ];
        foreach (var (step, statement, arguments) in steps)
        {
            var plan = await store.Store.ReadAsync(
                session => session.QueryAsync($"EXPLAIN (ANALYZE, TIMING OFF) {statement}", arguments, row => row.Text(0), TestStore.Token), TestStore.Token);
            // Some nodes of a plan see the same rows one after the other.
            plan.Max(LookedAt).ShouldBeLessThan(20 * Blocks, $"{step}:\n{string.Join('\n', plan)}");
        }
    }

    /// <summary>Rows that a line of the plan says were found, or found and not wanted.</summary>
    private static long LookedAt(string line) => Seen().Match(line) is { Success: true } seen
        ? long.Parse(seen.Groups["rows"].Value, CultureInfo.InvariantCulture) * (seen.Groups["loops"] is { Success: true } loops ? long.Parse(loops.Value, CultureInfo.InvariantCulture) : 1)
        : 0;

    [GeneratedRegex(@"\(actual rows=(?<rows>\d+) loops=(?<loops>\d+)\)|Rows Removed by (Join )?Filter: (?<rows>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Seen();
}
