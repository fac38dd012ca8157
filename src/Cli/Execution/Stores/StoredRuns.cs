using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Storage.Queue;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Stores;

/// <summary>The configured store, for commands that look at runs and start none.</summary>
internal sealed class StoredRuns : IAsyncDisposable
{
    private readonly OpenedStore? _store;

    private StoredRuns(OpenedStore? store) => _store = store;

    /// <summary>There is no store yet.</summary>
    public bool IsEmpty => _store is null;

    /// <summary>Of a store that is there, as it is when a run was found.</summary>
    public OpenedStore Opened => _store!;

    public IRunHistory History => _store!.History;

    public IRunQueue Queue => _store!.Queue;

    /// <summary>A store that does not exist yet is empty; looking does not make it.</summary>
    public static async Task<StoredRuns> OpenAsync(BenchConfiguration configuration, CancellationToken cancellationToken) =>
        new(await StoreOpening.OpenAsync(configuration.Store, cancellationToken));

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

    public ValueTask DisposeAsync() => _store?.DisposeAsync() ?? ValueTask.CompletedTask;
}
