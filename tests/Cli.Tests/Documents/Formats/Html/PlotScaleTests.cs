using Persona.Bench.Cli.Documents.Formats.Html;

namespace Persona.Bench.Cli.Tests.Documents.Formats.Html;

public sealed class PlotScaleTests
{
    [Theory]
    [InlineData(0.000001, 0.000002)]
    [InlineData(0, 7)]
    [InlineData(995, 1005)]
    [InlineData(1, 1_000_000_000)]
    [InlineData(-60, 200)]
    [InlineData(1e-6, 1e9)]
    [InlineData(123_456_789, 123_456_790)]
    public void Every_value_lies_between_the_ends_and_ticks_are_few(double lowest, double highest)
    {
        var scale = new PlotScale(lowest, highest, 10, 500);
        double[] places = [scale.At(lowest), scale.At((lowest + highest) / 2), scale.At(highest)];

        places.ShouldBe(places.Order());
        places.ShouldAllBe(place => place >= 10 && place <= 500);
        var ticks = scale.Ticks().ToArray();
        ticks.Length.ShouldBeInRange(1, 20);
        ticks.ShouldAllBe(tick => scale.At(tick.Value) >= 10 && scale.At(tick.Value) <= 500);
    }

    [Fact]
    public void A_constant_sample_is_in_the_middle() => new PlotScale(5, 5, 0, 100).At(5).ShouldBe(50, 0.001);

    [Theory]
    [InlineData(1, 30, true)]
    [InlineData(1, 10, false)]
    [InlineData(0, 30, false)]
    public void Wide_spreads_are_drawn_with_the_logs(double lowest, double highest, bool isLog) => new PlotScale(lowest, highest, 0, 100).IsLog.ShouldBe(isLog);

    [Fact]
    public void A_plot_of_nothing_is_nothing()
    {
        DistributionPlot.Render("c", "ms", []).ShouldBeEmpty();
        OrderPlot.Render("c", "ms", []).ShouldBeEmpty();
        ChangePlot.Render("c", []).ShouldBeEmpty();
    }
}
