namespace Persona.Bench.Hosting;

/// <summary>
/// When to wait no longer for the end of a stop: the host itself waits for each of its parts, and not every library heeds the time that it is given.
/// Nothing is lost by it, as by a kill: results are in the spool, and leases run out.
/// </summary>
internal sealed class StopDeadline : IDisposable
{
    private readonly CancellationTokenSource _passed = new();
    private readonly CancellationTokenRegistration _stopping;
    private ITimer? _timer;

    /// <param name="atMost">How long a stop may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Cancelled when it begins.</param>
    public StopDeadline(TimeSpan atMost, TimeProvider time, CancellationToken stopping) =>
        _stopping = stopping.Register(() => _timer = time.CreateTimer(_ => _passed.Cancel(), null, atMost, Timeout.InfiniteTimeSpan));

    public CancellationToken Passed => _passed.Token;

    public void Dispose()
    {
        _stopping.Dispose();
        _timer?.Dispose();
        _passed.Dispose();
    }
}
