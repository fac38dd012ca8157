using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Simulations;

/// <summary>The draws of one scenario and one true change.</summary>
internal sealed record Cell(Scenario Scenario, double Change, IReadOnlyList<Repetition> Repetitions)
{
    public static Cell Of(Scenario scenario, double change, int repetitions)
    {
        var index = Scenario.All.ToList().IndexOf(scenario);
        return new Cell(scenario, change, [.. Enumerable.Range(0, repetitions)
            .Select(repetition => Repetition.Of(scenario, change, new Noise(20250115, index, (long)Math.Round(change * 100), repetition)))]);
    }

    public Rates Rates(Func<Repetition, Verdict> verdict) => new(
        Share(one => verdict(one) >= Verdict.Warning),
        Share(one => verdict(one) == Verdict.Failure),
        Share(one => verdict(one) == Verdict.Pass),
        Share(one => verdict(one) == Verdict.Inconclusive));

    public double Share(Func<Repetition, bool> condition) => 100.0 * Repetitions.Count(condition) / Repetitions.Count;
}

/// <summary>Percentages of the repetitions.</summary>
internal sealed record Rates(double WarningOrWorse, double Failure, double Pass, double Inconclusive);
