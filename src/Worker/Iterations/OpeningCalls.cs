namespace Persona.Bench.Worker.Iterations;

/// <summary>
/// Marks the calls of a run to one provider that may have opened a connection: the first ones, as many as run at a time, when it
/// begins and after each minute without any.
/// </summary>
internal sealed class OpeningCalls
{
    /// <summary>Servers and proxies close connections that are idle for about this long.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private int _begun;
    private int _inFlight;
    private DateTimeOffset? _lastEnd;

    /// <param name="concurrency">Calls that run at a time.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether the call that begins now is one of them.</returns>
    public bool Begin(int concurrency, DateTimeOffset now)
    {
        lock (_gate)
        {
            _begun = _inFlight++ == 0 && now - _lastEnd >= Idle ? 1 : _begun + 1;
            return _begun <= concurrency;
        }
    }

    public void End(DateTimeOffset now)
    {
        lock (_gate)
        {
            _inFlight--;
            _lastEnd = now;
        }
    }
}
