namespace Persona.Bench.Core.Statistics;

/// <summary>A multiset too large to write down, of which one can count how much lies at or below a value.</summary>
internal interface IOrderedCount
{
    long Count { get; }

    double Smallest { get; }

    double Largest { get; }

    long AtMost(double value);

    /// <summary>Values above <paramref name="low"/> and at or below <paramref name="high"/>, in any order.</summary>
    void AddBetween(double low, double high, List<double> found);

    /// <summary>So many values are sorted as fast as some more counts are taken.</summary>
    int Few { get; }
}
