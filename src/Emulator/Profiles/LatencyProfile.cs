namespace Persona.Bench.Emulator.Profiles;

/// <summary>
/// A provider's latency for one persona. The latency of request n is the value of <see cref="Latency"/> at z(n), where z
/// is a stationary Gaussian AR(1) sequence, so that neighbouring requests resemble each other as in the data; the time to the
/// first token is the value of <see cref="TimeToFirstToken"/> at a deviate that shares <see cref="FirstTokenCoupling"/> with z.
/// </summary>
internal sealed record LatencyProfile
{
    public required string Name { get; init; }

    public required QuantileCurve Latency { get; init; }

    public required QuantileCurve TimeToFirstToken { get; init; }

    /// <summary>Lag-1 correlation of z; where the curve bends, slightly higher than that of the log latencies.</summary>
    public double Correlation { get; init; }

    /// <summary>1: latency and time to first token vary together; 0: they are independent.</summary>
    public double FirstTokenCoupling { get; init; }
}
