namespace Persona.Bench.Emulator.Profiles;

/// <summary>
/// What each request's latency is to be: a pure function of the request's number, the personas in its answer and, where there
/// is drift, of when it comes.
/// </summary>
/// <remarks>
/// A draw holds for one persona. The answer's tokens are spread evenly between the first token and the end, so the latency is
/// as drawn whatever the number of tokens; an answer with N personas takes N times as long after its first token. The profiles'
/// data had some 110 to 140 tokens an answer, as one persona of <see cref="Answers.PersonaAnswer"/> has, so the gap between
/// tokens comes out near the data's.
/// </remarks>
internal sealed class LatencySchedule(LatencyProfile profile, int seed, double timeScale, double driftPerHour)
{
    private const double LongestFirstTokenShare = .95;
    private const double NegligibleWeight = 1e-6;

    /// <param name="requestNumber">From 1.</param>
    /// <param name="personas">In the answer.</param>
    /// <param name="sinceStart">Real time since the provider was started; it becomes the profile's time by the time scale.</param>
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

    /// <summary>AR(1) written as the weighted sum of its past shocks, so that it needs no state.</summary>
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

/// <summary>Both counted from the request's arrival, scaled.</summary>
internal readonly record struct PlannedLatency(TimeSpan FirstToken, TimeSpan Total)
{
    /// <summary>Of an answer that ends early: the gaps between its tokens stay, the rest is left out.</summary>
    public PlannedLatency Shortened(int tokens, int fullTokens) => tokens >= fullTokens
        ? this
        : this with { Total = FirstToken + ((Total - FirstToken) * (Math.Max(0, tokens - 1) / (double)Math.Max(1, fullTokens - 1))) };

    /// <summary>When token <paramref name="index"/> (from 0) of so many is due, from arrival.</summary>
    public TimeSpan TokenDue(int index, int tokens) =>
        tokens > 1 ? FirstToken + ((Total - FirstToken) * (index / (double)(tokens - 1))) : Total;
}
