namespace Persona.Bench.Worker.Recording;

/// <summary>Whether results can be kept on this machine's disk. Without that a worker claims nothing.</summary>
public sealed class SpoolHealth
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Func<bool> _tryWrite;
    private readonly TimeProvider _time;
    private volatile string? _problem;

    internal SpoolHealth(Func<bool> tryWrite, TimeProvider time) => (_tryWrite, _time) = (tryWrite, time);

    /// <summary>Why results cannot be kept, in one line; null when they can.</summary>
    public string? Problem => _problem;

    internal void Failed(string problem) => _problem = problem;

    internal void Succeeded() => _problem = null;

    /// <summary>Returns at once while all is well; else when the disk takes something again.</summary>
    internal async Task UntilWritableAsync(CancellationToken cancellationToken)
    {
        while (_problem is not null && !_tryWrite())
        {
            await Task.Delay(Pause, _time, cancellationToken);
        }

        _problem = null;
    }
}
