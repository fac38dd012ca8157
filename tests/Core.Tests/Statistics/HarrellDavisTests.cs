using CsCheck;
using Perfolizer.Mathematics.QuantileEstimators;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Tests.Statistics;

public sealed class HarrellDavisTests
{
    [Theory]
    [InlineData(10, 0.5)]
    [InlineData(100, 0.95)]
    [InlineData(1000, 0.99)]
    public void Estimate_and_standard_error_agree_with_Perfolizer(int count, double probability)
    {
        double[] logs = [.. Enumerable.Range(1, count).Select(i => Math.Log(i))];

        var (quantile, standardError) = HarrellDavis.Moments(logs, probability);

        var theirs = HarrellDavisQuantileEstimator.Instance.QuantileConfidenceIntervalEstimator(new Pragmastat.Sample(logs), probability);
        quantile.ShouldBe(theirs.Estimation, 1e-9);
        standardError.ShouldBe(theirs.StandardError, 1e-8);
    }

    [Fact]
    public void A_far_origin_costs_no_precision()
    {
        double[] near = [.. Enumerable.Range(0, 50).Select(i => i / 64.0)];
        double[] far = [.. near.Select(v => v + 1048576)];

        HarrellDavis.Moments(far, 0.5).StandardError.ShouldBe(HarrellDavis.Moments(near, 0.5).StandardError, 1e-9);
    }

    [Fact]
    public void A_quantile_lies_within_its_sample() =>
        Gen.Select(Gen.Double[-100, 100].Array[1, 200], Gen.Double[0.01, 0.99]).Sample((values, probability) =>
        {
            Array.Sort(values);
            HarrellDavis.Moments(values, probability).Quantile.ShouldBeInRange(values[0] - 1e-9, values[^1] + 1e-9);
        });
}
