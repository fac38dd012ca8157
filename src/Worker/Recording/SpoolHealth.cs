namespace Persona.Bench.Worker.Recording;

/// <summary>Whether results can be kept, on this machine's disk and in the store. Without that a worker claims nothing.</summary>
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

    /// <summary>The store answers, and takes no results: until it has taken those that wait, no more are paid for.</summary>
    /// <returns>False when that was known.</returns>
    internal bool StoreRefused(string problem)
    {
        var isNews = _problemOfStore != problem;
        _problemOfStore = problem;
        return isNews;
    }

    /// <returns>False when it did before.</returns>
    internal bool StoreRecorded()
    {
        var isNews = _problemOfStore is not null;
        _problemOfStore = null;
        return isNews;
    }

    /// <summary>Returns at once while all is well; else when the disk takes something again, and the store has.</summary>
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
