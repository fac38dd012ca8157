using System.Globalization;
using System.Text.RegularExpressions;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Storage.Tests.Queue;

/// <summary>
/// How many rows PostgreSQL reads for each step of the protocol, on a table that has just grown and has no statistics. A step that
/// scans the rest of the run would get slower with the length of the run.
/// </summary>
public sealed partial class PlanTests
{
    private const int Iterations = 20_000;
    private const int Blocks = 8;

    [Fact]
    public async Task No_step_reads_more_rows_than_it_concerns()
    {
        await using var store = await TestDatabase.Postgres.CreateStoreAsync();
        var run = await store.StartRunAsync(Iterations);
        var items = (await store.DispatchAsync(run, Blocks)).SelectMany(block => block.Items).Select(item => item.ItemId).ToArray();
        await store.ClaimAsync(items[0]);
        var sql = new QueueSql(store.Store.Dialect);

        (string Step, string Sql, (string, object?)[] Arguments)[] steps =
        [
            ("find blocks in flight", sql.BlocksInFlight, [("@run", run)]),
            ("find the workload", sql.FirstOpenWorkload, [("@run", run)]),
            ("dispatch", sql.MarkDispatched, [("@run", run), ("@workload", "quick"), ("@blocks", (long)Blocks), ("@providers", new[] { "emulated" })]),
            ("find hints", sql.Marked, [("@run", run), ("@providers", new[] { "emulated" }), ("@most", (long)Blocks)]),
            ("take hints back", sql.Undispatch, [("@items", items.TakeLast(1).ToArray())]),
            ("claim", sql.Claim, [("@items", items), ("@worker", "w1"), ("@lease", 1000L)]),
            ("renew", sql.Renew, [("@items", items), ("@worker", "w1"), ("@lease", 1000L)]),
            ("record", sql.Done, [("@items", items), ("@attempts", items.Select(_ => 1).ToArray())]),
            ("find expired leases", sql.Expired, [("@run", run)]),
            ("find stale hints", sql.ForgetStaleHints, [("@run", run), ("@age", 60_000L)]),
            ("check for completion", sql.IsDrained, [("@run", run)]),
            ("complete", sql.Complete, [("@run", run), ("@state", "completed")]),
        ];
        foreach (var (step, statement, arguments) in steps)
        {
            var plan = await store.Store.ReadAsync(
                session => session.QueryAsync($"EXPLAIN (ANALYZE, TIMING OFF) {statement}", arguments, row => row.Text(0), TestStore.Token), TestStore.Token);
            // Maximum, not sum: several nodes of a plan process the same rows in turn.
            plan.Max(LookedAt).ShouldBeLessThan(20 * Blocks, $"{step}:\n{string.Join('\n', plan)}");
        }
    }

    /// <summary>Rows that a line of the plan reports as returned or filtered out.</summary>
    private static long LookedAt(string line) => Seen().Match(line) is { Success: true } seen
        ? long.Parse(seen.Groups["rows"].Value, CultureInfo.InvariantCulture) * (seen.Groups["loops"] is { Success: true } loops ? long.Parse(loops.Value, CultureInfo.InvariantCulture) : 1)
        : 0;

    [GeneratedRegex(@"\(actual rows=(?<rows>\d+) loops=(?<loops>\d+)\)|Rows Removed by (Join )?Filter: (?<rows>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Seen();
}
