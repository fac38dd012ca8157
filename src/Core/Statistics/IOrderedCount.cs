namespace Persona.Bench.Core.Statistics;

/// <summary>A multiset too large to store, which can count the values at or below a limit.</summary>
internal interface IOrderedCount
{
    long Count { get; }

    double Smallest { get; }

    double Largest { get; }

    long AtMost(double value);

    /// <summary>Values above <paramref name="low"/> and at or below <paramref name="high"/>, in any order.</summary>
    void AddBetween(double low, double high, List<double> found);

    /// <summary>Number of values that are as fast to sort as to narrow down by further counts.</summary>
    int Few { get; }
}
