namespace Persona.Bench.Hosting;

/// <summary>
/// Hard limit on shutdown. The host waits for each of its parts, and some libraries ignore their timeouts. As with a kill, nothing is lost:
/// results are in the spool, and leases expire.
/// </summary>
internal sealed class StopDeadline : IDisposable
{
    private readonly CancellationTokenSource _passed = new();
    private readonly CancellationTokenRegistration _stopping;
    private ITimer? _timer;

    /// <param name="atMost">Longest shutdown time.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Cancelled when shutdown begins.</param>
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
