using System.Diagnostics.CodeAnalysis;

namespace Persona.Bench.Worker.Providers;

/// <summary>
/// State of one logical call over all its HTTP requests. The client libraries build their own requests and pass no
/// context through, so the handler finds the call in the asynchronous flow (<see cref="AsyncLocal{T}"/>).
/// </summary>
internal sealed class ProviderCall(TimeProvider time, TimeSpan timeout, Action? tried, CancellationToken token)
{
    private static readonly AsyncLocal<ProviderCall?> Slot = new();
    private long _firstTryAt;

    [SuppressMessage("Design", "CA1065", Justification = "A request outside a call is a defect of this program.")]
    public static ProviderCall Current => Slot.Value ?? throw new InvalidOperationException("An HTTP request was made outside of a provider call.");

    /// <summary>Timestamp of the start of the call.</summary>
    public long StartedAt { get; } = time.GetTimestamp();

    /// <summary>Cancelled at the deadline or by the caller. Clients may ignore the token they are given, so reads use this one.</summary>
    public CancellationToken Token { get; } = token;

    public int Tries { get; private set; }

    /// <summary>Timestamp of the last try.</summary>
    public long TriedAt { get; private set; }

    /// <summary>From the start of the first try to the start of the last.</summary>
    public TimeSpan Retrying => Tries == 0 ? TimeSpan.Zero : time.GetElapsedTime(_firstTryAt, TriedAt);

    public TimeSpan Elapsed => time.GetElapsedTime(StartedAt);

    public TimeSpan Remaining => timeout - Elapsed;

    /// <summary>How long to wait before the next try.</summary>
    public TimeSpan NextDelay { get; set; }

    /// <summary>A success status arrived: later failures concern the answer's body.</summary>
    public bool Answered { get; set; }

    /// <summary>Bytes received of the answer's body.</summary>
    public long BytesRead { get; set; }

    /// <summary>The first fault of the transport, kept because clients wrap or swallow exceptions.</summary>
    public ProviderFault? Fault { get; private set; }

    /// <summary>The provider's id of the request, from a response header.</summary>
    public string? RequestId { get; set; }

    /// <summary>Starts a call and makes it current in the asynchronous flow.</summary>
    public static ProviderCall Begin(TimeProvider time, TimeSpan timeout, Action? tried, CancellationToken token) =>
        Slot.Value = new(time, timeout, tried, token);

    public void TryStarts()
    {
        TriedAt = time.GetTimestamp();
        if (Tries++ == 0)
            _firstTryAt = TriedAt;
        tried?.Invoke();
    }

    public ProviderFaultException Fail(ProviderFault fault, Exception? inner = null)
    {
        Fault ??= fault;
        return new(Fault, inner);
    }
}
