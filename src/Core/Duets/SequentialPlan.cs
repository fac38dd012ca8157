namespace Persona.Bench.Core.Duets;

/// <summary>The interim looks at a growing sample, and the error rate of each.</summary>
/// <param name="Looks">Numbers of pairs at which to look, ascending.</param>
/// <param name="Level">Two-sided error rate of each look, shared by the gates.</param>
public sealed record SequentialPlan(IReadOnlyList<int> Looks, double Level)
{
    /// <summary>Three looks, at 100, 200 and 400 pairs, with a combined error rate of 5% (Pocock 1977).</summary>
    public static SequentialPlan Pocock { get; } = new([100, 200, 400], 0.0221);

    /// <summary>Pairs at the next look; null after the last.</summary>
    public int? Next(int pairs) => Looks.Where(look => look > pairs).Select(look => (int?)look).FirstOrDefault();

    /// <summary>Confidence of each gate's interval when several gates share the level.</summary>
    public double Confidence(int gates) => 1 - (Level / Math.Max(1, gates));
}
