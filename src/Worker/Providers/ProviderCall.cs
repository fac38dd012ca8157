using System.Diagnostics.CodeAnalysis;

namespace Persona.Bench.Worker.Providers;

/// <summary>
/// One logical call: what its HTTP requests showed. The clients build their own requests and pass nothing through, so
/// the handler finds the call in the asynchronous flow that it runs in.
/// </summary>
internal sealed class ProviderCall(TimeProvider time, TimeSpan timeout, Action? tried, CancellationToken token)
{
    private static readonly AsyncLocal<ProviderCall?> Slot = new();
    private long _firstTryAt;

    [SuppressMessage("Design", "CA1065", Justification = "A request outside a call is a defect of this program.")]
    public static ProviderCall Current => Slot.Value ?? throw new InvalidOperationException("An HTTP request was made outside of a provider call.");

    /// <summary>Timestamp of the first byte of work.</summary>
    public long StartedAt { get; } = time.GetTimestamp();

    /// <summary>Ends with the deadline or with the caller's cancellation. Clients may forget theirs; reads go by this one.</summary>
    public CancellationToken Token { get; } = token;

    public int Tries { get; private set; }

    /// <summary>Timestamp at which the last try was sent.</summary>
    public long TriedAt { get; private set; }

    /// <summary>From the start of the first try to the start of the last.</summary>
    public TimeSpan Retrying => Tries == 0 ? TimeSpan.Zero : time.GetElapsedTime(_firstTryAt, TriedAt);

    public TimeSpan Elapsed => time.GetElapsedTime(StartedAt);

    public TimeSpan Remaining => timeout - Elapsed;

    /// <summary>How long to wait before the next try.</summary>
    public TimeSpan NextDelay { get; set; }

    /// <summary>A success status arrived: what fails from here on is the answer.</summary>
    public bool Answered { get; set; }

    /// <summary>Bytes of the answer's body that arrived.</summary>
    public long BytesRead { get; set; }

    /// <summary>The first fault that the transport showed; clients wrap or swallow exceptions, this stays.</summary>
    public ProviderFault? Fault { get; private set; }

    /// <summary>The provider's id of the request, from a response header.</summary>
    public string? RequestId { get; set; }

    /// <summary>Makes a call the current one of the asynchronous flow.</summary>
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
