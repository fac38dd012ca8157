namespace Persona.Bench.Worker.Recording;

/// <summary>Whether results can be kept on this machine's disk and in the store. If not, the worker claims nothing.</summary>
public sealed class SpoolHealth
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Func<bool> _tryWrite;
    private readonly TimeProvider _time;
    private volatile string? _problemOfDisk;
    private volatile string? _problemOfStore;

    internal SpoolHealth(Func<bool> tryWrite, TimeProvider time) => (_tryWrite, _time) = (tryWrite, time);

    /// <summary>Why results cannot be kept, in one line; null when they can.</summary>
    public string? Problem => _problemOfDisk ?? _problemOfStore;

    internal void Failed(string problem) => _problemOfDisk = problem;

    internal void Succeeded() => _problemOfDisk = null;

    /// <summary>The store answers but accepts no results: until it accepts the waiting ones, no further calls are paid for.</summary>
    /// <returns>False if this was already known.</returns>
    internal bool StoreRefused(string problem)
    {
        var isNews = _problemOfStore != problem;
        _problemOfStore = problem;
        return isNews;
    }

    /// <returns>False if it already did before.</returns>
    internal bool StoreRecorded()
    {
        var isNews = _problemOfStore is not null;
        _problemOfStore = null;
        return isNews;
    }

    /// <summary>Returns immediately while healthy, else once the disk is writable and the store accepts results again.</summary>
    internal async Task UntilWritableAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_problemOfDisk is not null && _tryWrite())
            {
                _problemOfDisk = null;
            }

            if (Problem is null)
            {
                return;
            }

            await Task.Delay(Pause, _time, cancellationToken);
        }
    }
}
