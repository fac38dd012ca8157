using System.Globalization;
using CsCheck;
using Persona.Bench.Core.Comparisons;

namespace Persona.Bench.Core.Tests.Comparisons;

public sealed class PercentTextTests
{
    [Theory]
    [InlineData(9.96, "+9.96")]
    [InlineData(24.975, "+24.98")]
    [InlineData(-9.98, "-9.98")]
    [InlineData(9.99999, "+9.99999")]
    [InlineData(10.04, "+10.04")]
    [InlineData(10, "+10.0")]
    [InlineData(9.94, "+9.9")]
    [InlineData(149.7, "+150")]
    [InlineData(0.04, "0.0")]
    [InlineData(2_500_000, "+2.5e+6")]
    public void A_change_is_not_rounded_onto_or_across_a_level(double percent, string text) =>
        PercentText.WithSign(percent, 10, 25, -10, -25).ShouldBe(text);

    [Theory]
    [InlineData(149.7, 150, "+149.7")]
    [InlineData(0.0004, 0, "+0.0004")]
    [InlineData(-0.04, 0, "-0.04")]
    [InlineData(0, 0, "0.0")]
    public void Large_levels_and_a_level_of_zero_are_levels_too(double percent, double level, string text) =>
        PercentText.WithSign(percent, level).ShouldBe(text);

    [Fact]
    public void What_is_shown_lies_on_the_side_of_the_value() =>
        Gen.Select(Gen.Double[-60, 60].Select(value => Math.Round(value, 9)), Gen.Int[0, 50], Gen.Int[-6, 6]).Sample((any, level, nearness) =>
        {
            foreach (var percent in (double[])[any, level + Math.Round(nearness * 0.0007, 9)])
            {
                var shown = double.Parse(PercentText.WithSign(percent, level), CultureInfo.InvariantCulture);
                shown.CompareTo(level).ShouldBe(percent.CompareTo(level), $"{percent} at {level}");
            }
        });
}
