namespace Persona.Bench.Worker.Providers.Http;

/// <summary>How one HTTP request ended: with a response that may hold an answer, or with a failure.</summary>
internal sealed record HttpTry(ProviderCall Call, HttpResponseMessage? Response, HttpFailure? Failure);

/// <summary>Why a request has no answer.</summary>
/// <param name="Fault">For the measurement.</param>
/// <param name="IsTransient">Whether the same request may succeed later.</param>
internal sealed record HttpFailure(ProviderFault Fault, bool IsTransient)
{
    /// <summary>How long the provider asks to wait; null if it does not say.</summary>
    public TimeSpan? Delay { get; init; }
}
