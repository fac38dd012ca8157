using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Storage.Runs;

/// <summary>Queries over runs, the same on every database.</summary>
public sealed class RunHistory(Func<BenchDbContext> contexts, TimeProvider time) : IRunHistory
{
    public async Task<RunSpec?> SpecAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var db = contexts();
        var json = await db.Runs.Where(run => run.Id == runId).Select(run => run.Spec).SingleOrDefaultAsync(cancellationToken);
        return json is null ? null : SpecOf(json);
    }

    public async Task<StoredRun?> FindAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var db = contexts();
        return (await StoredAsync(db, db.Runs.Where(run => run.Id == runId), cancellationToken)).SingleOrDefault();
    }

    public async Task<IReadOnlyList<StoredRun>> ListAsync(int last, CancellationToken cancellationToken)
    {
        await using var db = contexts();
        return await StoredAsync(db, db.Runs.OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id).Take(last), cancellationToken);
    }

    public async Task<IReadOnlyList<Guid>> MatchAsync(string text, CancellationToken cancellationToken)
    {
        await using var db = contexts();
        var runs = await db.Runs.OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id).Select(run => new { run.Id, run.Name }).ToListAsync(cancellationToken);
        var digits = text.Replace("-", "", StringComparison.Ordinal);
        return
        [
            .. runs.Where(run => run.Name == text || (digits.Length > 0 && run.Id.ToString("N").StartsWith(digits, StringComparison.OrdinalIgnoreCase)))
                .OrderByDescending(run => run.Name == text).Select(run => run.Id),
        ];
    }

    public async Task<IReadOnlyList<Measurement>> MeasurementsAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var db = contexts();
        return await db.Measurements.AsNoTracking().Where(row => row.RunId == runId)
            .OrderBy(row => row.StartedAt).ThenBy(row => row.Iteration).ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, EnvironmentFingerprint>> EnvironmentsAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var db = contexts();
        var used = db.Measurements.Where(row => row.RunId == runId).Select(row => row.Fingerprint);
        var rows = await db.Fingerprints.AsNoTracking().Where(row => used.Contains(row.Id)).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Id, row => JsonSerializer.Deserialize(row.Environment, StorageJson.Default.EnvironmentFingerprint)!);
    }

    public async Task<RunProgress?> ProgressAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var db = contexts();
        var run = await db.Runs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == runId, cancellationToken);
        return run is null
            ? null
            : RunProgressQuery.Of(runId, run.State, SpecOf(run.Spec), await RunProgressQuery.ReadAsync(db, runId, cancellationToken), time.GetUtcNow());
    }

    private static async Task<IReadOnlyList<StoredRun>> StoredAsync(BenchDbContext db, IQueryable<RunRow> runs, CancellationToken cancellationToken)
    {
        var rows = await runs.AsNoTracking()
            .Select(run => new
            {
                Run = run,
                Planned = db.WorkItems.Count(item => item.RunId == run.Id),
                Measured = db.Measurements.Count(measurement => measurement.RunId == run.Id),
                Failed = db.Measurements.Count(measurement => measurement.RunId == run.Id && measurement.Outcome != IterationOutcome.Succeeded),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new StoredRun
            {
                RunId = row.Run.Id,
                Spec = SpecOf(row.Run.Spec),
                State = row.Run.State,
                CreatedAt = row.Run.CreatedAt,
                StartedAt = row.Run.StartedAt,
                FinishedAt = row.Run.FinishedAt,
                Planned = row.Planned,
                Measured = row.Measured,
                Failed = row.Failed,
            }),
        ];
    }

    private static RunSpec SpecOf(string json) => JsonSerializer.Deserialize(json, StorageJson.Default.RunSpec)!;
}
