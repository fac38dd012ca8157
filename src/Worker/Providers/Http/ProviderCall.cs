namespace Persona.Bench.Worker.Providers.Http;

/// <summary>State of one logical call over all its HTTP requests.</summary>
/// <param name="time">Clock of the call.</param>
/// <param name="timeout">Deadline of the call, retries included.</param>
/// <param name="tried">Called as each request begins.</param>
/// <param name="token">Cancelled at the deadline or by the caller.</param>
internal sealed class ProviderCall(TimeProvider time, TimeSpan timeout, Action? tried, CancellationToken token)
{
    private readonly long _startedAt = time.GetTimestamp();
    private long _firstTryAt;

    public CancellationToken Token { get; } = token;

    public int Tries { get; private set; }

    /// <summary>Timestamp of the last try.</summary>
    public long TriedAt { get; private set; }

    /// <summary>From the start of the first try to the start of the last.</summary>
    public TimeSpan Retrying => Tries == 0 ? TimeSpan.Zero : time.GetElapsedTime(_firstTryAt, TriedAt);

    public TimeSpan Elapsed => time.GetElapsedTime(_startedAt);

    public TimeSpan Remaining => timeout - Elapsed;

    /// <summary>How long to wait before the next try.</summary>
    public TimeSpan NextDelay { get; set; }

    /// <summary>The provider's id of the request, from a response header.</summary>
    public string? RequestId { get; set; }

    /// <summary>Whether the answer was compressed, although nobody asked for it: what compresses may buffer.</summary>
    public bool IsCompressed { get; set; }

    public void TryStarts()
    {
        TriedAt = time.GetTimestamp();
        if (Tries++ == 0)
            _firstTryAt = TriedAt;
        tried?.Invoke();
    }
}
