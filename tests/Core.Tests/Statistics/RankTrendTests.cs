using CsCheck;
using Persona.Bench.Core.Statistics;
using Persona.Bench.Core.Tests.Metrics;

namespace Persona.Bench.Core.Tests.Statistics;

public sealed class RankTrendTests
{
    [Fact]
    public void Correlation_and_significance_equal_the_second_implementation()
    {
        foreach (var golden in GoldenFile.Load().Trends)
        {
            var trend = RankTrend.Test(golden.Values);
            trend.Correlation.ShouldBe(golden.Correlation, 1e-12, golden.Name);
            trend.PValue.ShouldBe(golden.PValue, 1e-9, golden.Name);
        }
    }

    [Theory]
    [InlineData]
    [InlineData(1.0, 2.0)]
    [InlineData(5.0, 5.0, 5.0, 5.0, 5.0, 5.0)]
    public void Few_or_constant_values_have_no_trend(params double[] values) => RankTrend.Test(values).ShouldBe(new RankTrend(0, 1));

    [Fact]
    public void A_line_is_certain() => RankTrend.Test([1, 2, 3, 4, 5, 6, 7]).ShouldBe(new RankTrend(1, 0));

    [Fact]
    public void Backwards_the_trend_is_the_mirror_image() => Gen.Double[0, 100].Array[3, 80].Sample(values =>
    {
        var forward = RankTrend.Test(values);
        var backward = RankTrend.Test([.. values.Reverse()]);
        backward.Correlation.ShouldBe(-forward.Correlation, 1e-12);
        backward.PValue.ShouldBe(forward.PValue, 1e-9);
    });
}
