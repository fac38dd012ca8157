using CsCheck;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Tests.Statistics;

public sealed class WilsonIntervalTests
{
    [Fact]
    public void An_interval_holds_its_share_and_stays_between_zero_and_one() =>
        Gen.Select(Gen.Int[0, 500], Gen.Int[1, 500]).Where((hits, trials) => hits <= trials).Sample((hits, trials) =>
        {
            var estimate = WilsonInterval.Compute(hits, trials);
            var interval = estimate.Interval!.Value;
            interval.Lower.ShouldBeInRange(0, estimate.Value);
            interval.Upper.ShouldBeInRange(estimate.Value, 1);
        });

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    [InlineData(0, 0)]
    public void Impossible_counts_are_refused(int hits, int trials) =>
        Should.Throw<ArgumentOutOfRangeException>(() => WilsonInterval.Compute(hits, trials));
}
