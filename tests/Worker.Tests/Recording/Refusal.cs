using Microsoft.EntityFrameworkCore;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Worker.Tests.Recording;

/// <summary>Stores that refuse one result or all, with real database errors.</summary>
internal static class Refusal
{
    public static Task OfModelAsync(TestStore store, string model) => ExecuteAsync(
        store,
        "CREATE TRIGGER refusal BEFORE INSERT ON measurement WHEN NEW.model_reported = '" + model + "' BEGIN SELECT RAISE(ABORT, 'not this one'); END");

    public static Task OfAllAsync(TestStore store) => ExecuteAsync(store, "ALTER TABLE measurement RENAME TO elsewhere");

    public static Task EndAsync(TestStore store) => ExecuteAsync(store, "ALTER TABLE elsewhere RENAME TO measurement");

    public static async Task ShouldHaveStandInAsync(TestStore store, Guid runId, int iteration, int iterations)
    {
        var measurements = await store.History.MeasurementsAsync(runId, TestStore.Token);
        measurements.Count.ShouldBe(iterations);
        measurements.Where(measured => measured.Outcome == IterationOutcome.Succeeded).Select(measured => measured.Iteration)
            .ShouldBe(Enumerable.Range(1, iterations).Where(other => other != iteration), ignoreOrder: true);
        var standIn = measurements.Single(measured => measured.Iteration == iteration);
        (standIn.Outcome, standIn.ErrorKind, standIn.ModelReported).ShouldBe((IterationOutcome.Failed, ErrorKind.NotRecorded, null));
        standIn.ErrorDetail.ShouldNotBeNull().ShouldContain(".rejected.jsonl");
    }

    private static Task<int> ExecuteAsync(TestStore store, string sql) =>
        store.QueryAsync(db => db.Database.ExecuteSqlRawAsync(sql, TestStore.Token));
}
