namespace Persona.Bench.Core.Statistics;

/// <summary>
/// How much a metric varies from session (run) to session beyond what the iterations within a session explain: the method of
/// moments of DerSimonian and Laird (1986) with equal weights, on the logs.
/// </summary>
/// <param name="Deviation">Standard deviation of a session's centre, as a log.</param>
/// <param name="Sessions">Number of sessions it was estimated from.</param>
internal readonly record struct SessionSpread(double Deviation, int Sessions)
{
    /// <summary>With fewer sessions a deviation is a guess.</summary>
    public const int FewestSessions = 5;

    /// <summary>Null for too few sessions. Values that are not positive are left out; a value without an interval counts as exact.</summary>
    public static SessionSpread? From(IEnumerable<Estimate> sessions)
    {
        var known = sessions.Where(session => session.Value > 0 && double.IsFinite(session.Value)).ToArray();
        if (known.Length < FewestSessions)
        {
            return null;
        }

        double[] centres = [.. known.Select(session => Math.Log(session.Value))];
        var between = Moments.Variance(centres) - known.Average(VarianceWithin);
        return new SessionSpread(Math.Sqrt(Math.Max(0, between)), known.Length);
    }

    /// <summary>What the spread of two sessions adds to the half-width of an interval of their difference, in quadrature.</summary>
    public double HalfWidth(double confidence) => Math.Sqrt(2) * Student.CriticalValue(Sessions - 1, confidence) * Deviation;

    private static double VarianceWithin(Estimate session)
    {
        if (session.Interval is not { Lower: > 0 } interval || !double.IsFinite(interval.Upper))
        {
            return 0;
        }

        var standardError = Math.Log(interval.Upper / interval.Lower) / 2 / Gauss.CriticalValue(0.95);
        return standardError * standardError;
    }
}
