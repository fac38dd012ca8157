using System.Collections.Concurrent;
using Persona.Bench.Core.Verdicts;
using Persona.Bench.Simulations;

namespace Persona.Bench.Core.Tests.Simulations;

/// <summary>A small version of the target table in docs/statistics.md: fewer repetitions, bounds with room for chance.</summary>
public sealed class SmallSimulationTests
{
    private const int Repetitions = 60;

    private static readonly ConcurrentDictionary<(string Scenario, double Change), Cell> Cells = new();

    public static TheoryData<string> Scenarios => [.. Scenario.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_version_against_itself_hardly_ever_warns_and_never_fails(string scenario)
    {
        var cell = Of(scenario, 0);

        cell.Rates(one => one.ScreenThenDuet).WarningOrWorse.ShouldBeLessThanOrEqualTo(7);
        cell.Rates(one => one.DuetAlone.Verdict).WarningOrWorse.ShouldBeLessThanOrEqualTo(7);
        cell.Rates(one => one.ScreenThenDuet).Failure.ShouldBeLessThanOrEqualTo(2);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Ten_percent_are_found_and_forty_fail(string scenario)
    {
        var ten = Of(scenario, 0.10).Rates(one => one.ScreenThenDuet);
        ten.WarningOrWorse.ShouldBeGreaterThanOrEqualTo(90);
        ten.Pass.ShouldBeLessThanOrEqualTo(8);
        Of(scenario, 0.40).Rates(one => one.ScreenThenDuet).Failure.ShouldBeGreaterThanOrEqualTo(95);
    }

    [Theory]
    [InlineData("LN12")]
    [InlineData("LN")]
    [InlineData("BI")]
    public void One_stored_run_against_a_stored_baseline_says_what_it_can_and_admits_the_rest(string scenario)
    {
        Of(scenario, 0).Rates(one => one.Stored).WarningOrWorse.ShouldBeLessThanOrEqualTo(7);
        Of(scenario, 0.10).Rates(one => one.Stored).Pass.ShouldBeLessThanOrEqualTo(8);
        Of(scenario, 0.25).Rates(one => one.Stored).WarningOrWorse.ShouldBeGreaterThanOrEqualTo(90);
        Of(scenario, 0.40).Rates(one => one.Stored).Failure.ShouldBeGreaterThanOrEqualTo(90);
    }

    [Fact]
    public void The_plain_rule_cries_wolf_where_ours_does_not() =>
        Of("LN", 0).Share(one => one.Plain >= ThresholdStatus.Warning).ShouldBeGreaterThan(20);

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.03)]
    [InlineData(0.05)]
    [InlineData(0.10)]
    public void A_version_that_fails_or_times_out_as_often_as_before_hardly_ever_alarms(double rate)
    {
        // On this side a guard gets half of the guards' 2.5%; p95 alone gets all of the gates' 2.5%.
        ChanceAlarms.OfErrors(rate).WarningOrWorse.ShouldBeLessThanOrEqualTo(1.25);
        ChanceAlarms.OfErrors(rate).Failure.ShouldBeLessThanOrEqualTo(0.5);
        ChanceAlarms.OfTimeouts(rate).WarningOrWorse.ShouldBeLessThanOrEqualTo(2.5);
    }

    [Theory]
    [InlineData(0, 1, MetricStatus.Pass)]
    [InlineData(0, 3, MetricStatus.Pass)]
    [InlineData(0, 7, MetricStatus.Warning)]
    [InlineData(0, 12, MetricStatus.Failure)]
    [InlineData(12, 0, MetricStatus.Pass)]
    public void A_few_errors_are_chance_and_many_are_not(int before, int now, MetricStatus expected) =>
        ChanceAlarms.Error(before, now).ShouldBe(expected);

    private static Cell Of(string scenario, double change) => Cells.GetOrAdd((scenario, change), static key =>
        Cell.Of(Scenario.All.Single(one => one.Name == key.Scenario), key.Change, Repetitions));
}
