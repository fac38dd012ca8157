using CsCheck;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Tests.Statistics;

public sealed class BatchMeansTests
{
    [Fact]
    public void Dependence_never_narrows_an_interval() =>
        Gen.Double[0, 100].Array[0, 100].Sample(values => BatchMeans.VarianceInflation(values).ShouldBeGreaterThanOrEqualTo(1));

    [Fact]
    public void Ten_blocks_of_equal_values_have_nothing_but_dependence()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(i => (double)(i / 10))];

        // Batch variance 9.1666 × 10 against 8.3333 for the values: worth as much as one value in ten.
        BatchMeans.VarianceInflation(values).ShouldBe(10 * (82.5 / 9) / (825 / 99.0), 1e-12);
    }

    [Theory]
    [InlineData(19)]
    [InlineData(400)]
    public void Too_few_or_constant_values_are_taken_as_independent(int count) =>
        BatchMeans.VarianceInflation([.. Enumerable.Range(0, count).Select(i => count < 20 ? i : 7.1)]).ShouldBe(1);
}
