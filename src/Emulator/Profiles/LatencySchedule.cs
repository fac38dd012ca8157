namespace Persona.Bench.Emulator.Profiles;

/// <summary>
/// Plans each request's latency: a pure function of the request number, the number of personas in its answer and, with drift,
/// its arrival time.
/// </summary>
/// <remarks>
/// A draw is for one persona. The answer's tokens are spread evenly between the first token and the end, so the latency is
/// independent of their number; an answer with N personas takes N times as long after its first token. The profiles' data had
/// some 110 to 140 tokens per answer, like one persona of <see cref="Answers.PersonaAnswer"/>, so the gaps between tokens are
/// close to the data's.
/// </remarks>
internal sealed class LatencySchedule(LatencyProfile profile, int seed, double timeScale, double driftPerHour)
{
    private const double LongestFirstTokenShare = .95;
    private const double NegligibleWeight = 1e-6;

    /// <param name="requestNumber">From 1.</param>
    /// <param name="personas">Number of personas in the answer.</param>
    /// <param name="sinceStart">Real time since the provider started; the time scale converts it to profile time.</param>
    public PlannedLatency Plan(long requestNumber, int personas, TimeSpan sinceStart)
    {
        var z = Correlated(requestNumber);
        var coupling = profile.FirstTokenCoupling;
        var own = Math.Sqrt(1 - (coupling * coupling)) * SeededNoise.Normal(seed, NoiseStream.FirstToken, requestNumber);
        var latencyMs = profile.Latency.ValueMs(z);
        var firstTokenMs = profile.TimeToFirstToken.ValueMs((coupling * z) + own);
        if (!profile.TimeToFirstToken.IsConstant)
        {
            firstTokenMs = Math.Min(firstTokenMs, LongestFirstTokenShare * latencyMs);
        }

        var answerMs = firstTokenMs + (Math.Max(1, personas) * (latencyMs - firstTokenMs));
        var factor = timeScale * Drift(sinceStart);
        return new(TimeSpan.FromMilliseconds(firstTokenMs * factor), TimeSpan.FromMilliseconds(answerMs * factor));
    }

    private double Drift(TimeSpan sinceStart) =>
        timeScale > 0 ? Math.Max(0, 1 + (driftPerHour * sinceStart.TotalHours / timeScale)) : 1;

    /// <summary>AR(1) as the weighted sum of its past shocks, which needs no state.</summary>
    private double Correlated(long requestNumber)
    {
        var sum = 0d;
        var weight = Math.Sqrt(1 - (profile.Correlation * profile.Correlation));
        for (var lag = 0; Math.Abs(weight) > NegligibleWeight; lag++)
        {
            sum += weight * SeededNoise.Normal(seed, NoiseStream.Latency, requestNumber - lag);
            weight *= profile.Correlation;
        }

        return sum;
    }
}

/// <summary>Times since the request's arrival, after scaling.</summary>
internal readonly record struct PlannedLatency(TimeSpan FirstToken, TimeSpan Total)
{
    /// <summary>Latency of an answer that ends early: token gaps are unchanged, the rest is dropped.</summary>
    public PlannedLatency Shortened(int tokens, int fullTokens) => tokens >= fullTokens
        ? this
        : this with { Total = FirstToken + ((Total - FirstToken) * (Math.Max(0, tokens - 1) / (double)Math.Max(1, fullTokens - 1))) };

    /// <summary>When token <paramref name="index"/> (from 0) of <paramref name="tokens"/> is due, since arrival.</summary>
    public TimeSpan TokenDue(int index, int tokens) =>
        tokens > 1 ? FirstToken + ((Total - FirstToken) * (index / (double)(tokens - 1))) : Total;
}
