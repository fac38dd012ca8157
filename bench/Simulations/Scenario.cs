namespace Persona.Bench.Simulations;

/// <summary>A model of log latencies. The five scenarios are those of docs/statistics.md.</summary>
/// <param name="Name">Name in the tables.</param>
/// <param name="LogSd">Standard deviation of the noise of an iteration, in logs.</param>
internal sealed record Scenario(string Name, double LogSd)
{
    private const double Phi = 0.95;

    /// <summary>20% of the mass is at 2.2 times the latency.</summary>
    private const double SlowShare = 0.2;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("LN12", 0.12),
        new("LN", 0.35) { SharedVariance = 0.5 },
        new("BI", 0.15) { IsBimodal = true },
        new("AR", 0.30) { SharedVariance = 0.5, DriftSd = 0.10 },
        new("SES", 0.30) { SharedVariance = 0.5, DriftSd = 0.10, SessionSd = 0.06 },
    ];

    public bool IsBimodal { get; init; }

    /// <summary>Share of an iteration's variance in common with its partner in a duet: same input, same minute.</summary>
    public double SharedVariance { get; init; }

    /// <summary>Stationary standard deviation of the AR(1) drift.</summary>
    public double DriftSd { get; init; }

    public double SessionSd { get; init; }

    /// <summary>The log latencies of a stored run.</summary>
    public double[] Session(Noise noise, int count)
    {
        var offset = SessionSd * noise.Normal();
        var drift = Drift(noise, count);
        return [.. drift.Select(level => offset + level + Level(noise) + (LogSd * noise.Normal()))];
    }

    /// <summary>The log latencies of pairs measured side by side: one session, one drift.</summary>
    public (double[] Base, double[] Candidate) Pairs(Noise noise, int count)
    {
        var offset = SessionSd * noise.Normal();
        var (ofBase, ofCandidate) = (new double[count], new double[count]);
        var drift = Drift(noise, count);
        for (var i = 0; i < count; i++)
        {
            var shared = offset + drift[i] + (LogSd * Math.Sqrt(SharedVariance) * noise.Normal());
            var own = LogSd * Math.Sqrt(1 - SharedVariance);
            ofBase[i] = shared + Level(noise) + (own * noise.Normal());
            ofCandidate[i] = shared + Level(noise) + (own * noise.Normal());
        }

        return (ofBase, ofCandidate);
    }

    private double Level(Noise noise) => IsBimodal && noise.Uniform() <= SlowShare ? Math.Log(2.2) : 0;

    private double[] Drift(Noise noise, int count)
    {
        var drift = new double[count];
        if (DriftSd == 0)
        {
            return drift;
        }

        var level = noise.Normal();
        for (var i = 0; i < count; i++)
        {
            drift[i] = DriftSd * level;
            level = (Phi * level) + (Math.Sqrt(1 - (Phi * Phi)) * noise.Normal());
        }

        return drift;
    }
}
