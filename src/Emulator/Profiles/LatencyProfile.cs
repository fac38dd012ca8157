namespace Persona.Bench.Emulator.Profiles;

/// <summary>
/// How long a provider takes for one persona. The latency of request n is the value of <see cref="Latency"/> at z(n), where z
/// is a stationary Gaussian AR(1) sequence, so that neighbouring requests resemble each other as in the data; the time to the
/// first token is the value of <see cref="TimeToFirstToken"/> at a deviate that shares <see cref="FirstTokenCoupling"/> with z.
/// </summary>
internal sealed record LatencyProfile
{
    public required string Name { get; init; }

    public required QuantileCurve Latency { get; init; }

    public required QuantileCurve TimeToFirstToken { get; init; }

    /// <summary>Correlation of neighbouring z; where the curve bends, a little more than that of the log latencies.</summary>
    public double Correlation { get; init; }

    /// <summary>1: whatever slows the request slows its first token; 0: independent.</summary>
    public double FirstTokenCoupling { get; init; }
}
