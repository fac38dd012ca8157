using Persona.Bench.Cli.Failures;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Runs;

/// <summary>The embedded store, for commands that look at runs and start none.</summary>
internal sealed class StoredRuns : IDisposable
{
    private readonly SqliteStore? _store;

    private StoredRuns(SqliteStore? store) => _store = store;

    /// <summary>There is no store yet.</summary>
    public bool IsEmpty => _store is null;

    public IRunHistory History => new RunHistory(_store!, TimeProvider.System);

    /// <summary>A store that does not exist yet is empty; looking does not make it.</summary>
    public static async Task<StoredRuns> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return new StoredRuns(null);
        }

        var store = new SqliteStore(path);
        await store.MigrateAsync(cancellationToken);
        return new StoredRuns(store);
    }

    public async Task<IReadOnlyList<StoredRun>> ListAsync(int last, CancellationToken cancellationToken) =>
        _store is null ? [] : await History.ListAsync(last, cancellationToken);

    /// <exception cref="UsageException">None, or several, are meant.</exception>
    public async Task<StoredRun> FindAsync(string run, CancellationToken cancellationToken) =>
        await TryFindAsync(run, cancellationToken) ?? throw new UsageException($"there is no run '{run}'; 'persona benchmark runs' lists them");

    /// <returns>Null when none is meant.</returns>
    /// <exception cref="UsageException">Several are meant.</exception>
    public async Task<StoredRun?> TryFindAsync(string run, CancellationToken cancellationToken)
    {
        var matches = _store is null ? [] : await History.MatchAsync(run, cancellationToken);
        return matches switch
        {
            [] => null,
            [var only] => (await History.FindAsync(only, cancellationToken))!,
            _ => throw new UsageException($"'{run}' means {matches.Count} runs ({string.Join(", ", matches.Take(5))}{(matches.Count > 5 ? ", …" : "")}); give one id"),
        };
    }

    public void Dispose() => _store?.Dispose();
}
