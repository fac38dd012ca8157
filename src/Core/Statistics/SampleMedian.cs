namespace Persona.Bench.Core.Statistics;

/// <summary>The median of a sample.</summary>
public static class SampleMedian
{
    /// <param name="ascending">In ascending order.</param>
    /// <returns>Null of an empty sample.</returns>
    public static double? FromSorted(IReadOnlyList<double> ascending)
    {
        ArgumentNullException.ThrowIfNull(ascending);
        return ascending.Count == 0 ? null : (ascending[(ascending.Count - 1) / 2] + ascending[ascending.Count / 2]) / 2;
    }
}
