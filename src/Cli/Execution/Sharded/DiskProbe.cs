using System.Data.Common;
using Persona.Bench.Storage.Database;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Cli.Execution.Sharded;

/// <summary>Probes the disk that worker processes on this machine write to, because they report its errors only in their logs.</summary>
internal sealed class DiskProbe : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly SqliteStore _store;
    private readonly string _spoolFolder;
    private readonly Task _probing;
    private volatile string? _spoolProblem;

    private DiskProbe(SqliteStore store, string spoolFolder)
    {
        (_store, _spoolFolder) = (store, spoolFolder);
        _probing = Task.Run(ProbeAsync);
    }

    /// <summary>Why results cannot be spooled beside the store; null if they can.</summary>
    public string? SpoolProblem => _spoolProblem;

    public static DiskProbe Start(SqliteStore store, string spoolFolder) => new(store, spoolFolder);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _probing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ProbeAsync()
    {
        while (true)
        {
            _spoolProblem = SpoolFolder.ProblemOf(_spoolFolder);
            await TouchAsync();
            await Task.Delay(Pause, TimeProvider.System, _stop.Token);
        }
    }

    private async Task TouchAsync()
    {
        try
        {
            await _store.TouchAsync(_stop.Token);
        }
        catch (DbException)
        {
            // The store keeps the reason.
        }
    }
}
