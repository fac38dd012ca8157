using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Stores;

/// <summary>The configured store, for commands that read runs and start none.</summary>
internal sealed class StoredRuns : IAsyncDisposable
{
    private readonly IOwnedStore? _store;

    private StoredRuns(IOwnedStore? store) => _store = store;

    /// <summary>There is no store yet.</summary>
    public bool IsEmpty => _store is null;

    /// <summary>The store; only valid if it exists, as it does when a run was found.</summary>
    public IOwnedStore Opened => _store!;

    public IRunHistory History => _store!.History();

    public IRunQueue Queue => _store!.Queue();

    /// <summary>A store that does not exist yet counts as empty. Reading does not create it.</summary>
    public static async Task<StoredRuns> OpenAsync(BenchConfiguration configuration, CancellationToken cancellationToken) =>
        new(await Store.OpenAsync(configuration.Store, cancellationToken));

    public async Task<IReadOnlyList<StoredRun>> ListAsync(int last, CancellationToken cancellationToken) =>
        _store is null ? [] : await History.ListAsync(last, cancellationToken);

    /// <exception cref="UsageException">No run matches, or several do.</exception>
    public async Task<StoredRun> FindAsync(string run, CancellationToken cancellationToken) =>
        await TryFindAsync(run, cancellationToken) ?? throw new UsageException($"there is no run '{run}'; 'persona benchmark runs' lists them");

    /// <returns>Null if no run matches.</returns>
    /// <exception cref="UsageException">Several runs match.</exception>
    public async Task<StoredRun?> TryFindAsync(string run, CancellationToken cancellationToken)
    {
        var matches = _store is null ? [] : await History.MatchAsync(run, cancellationToken);
        return matches switch
        {
            [] => null,
            [var only] => (await History.FindAsync(only, cancellationToken))!,
            _ => throw new UsageException(
                $"'{run}' matches {matches.Count} runs ({string.Join(", ", matches.Take(5))}{(matches.Count > 5 ? ", …" : "")}); be more specific"),
        };
    }

    public ValueTask DisposeAsync() => _store?.DisposeAsync() ?? ValueTask.CompletedTask;
}
