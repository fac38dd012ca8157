using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Tests.Metrics;

namespace Persona.Bench.Core.Tests.Runs;

public sealed class SeriesReportsTests
{
    private static readonly RunSpec Spec = Specs.Of([("quick", 5), ("standard", 7)], ["b", "a"]);

    [Fact]
    public void Each_workload_on_each_provider_has_a_report_in_the_order_of_the_spec_also_where_nothing_was_measured()
    {
        var reports = SeriesReports.Create(Spec, []);

        reports.Select(report => (report.Workload, report.Provider, report.Model, report.Planned)).ShouldBe(
        [
            ("quick", "b", "model-of-b", 5), ("quick", "a", "model-of-a", 5), ("standard", "b", "model-of-b", 7), ("standard", "a", "model-of-a", 7),
        ]);
        reports.ShouldAllBe(report => report.Measured == 0 && report.Workers == 0 && report.Errors.Count == 0 && report.ErrorExample == null);
        reports.SelectMany(report => report.Metrics).ShouldAllBe(metric => metric.Value == null && metric.Reason != null);
    }

    [Fact]
    public void Measurements_count_where_they_belong_and_their_metrics_are_those_of_the_series_alone()
    {
        var quick = Series.OfLatencies(100, 200, 300).ConvertAll(one => one with { Workload = "quick", Provider = "a" });
        var standard = Series.OfLatencies(1000, 2000).ConvertAll(one => one with { Workload = "standard", Provider = "a", WorkerId = "w2" });
        standard[1] = standard[1] with { WorkerId = "w3" };

        var reports = SeriesReports.Create(Spec, [.. quick, .. standard]).ToDictionary(report => (report.Workload, report.Provider));

        reports[("quick", "a")].Measured.ShouldBe(3);
        reports[("quick", "a")].Workers.ShouldBe(1);
        reports[("quick", "a")].Metrics.ShouldBe(MetricAggregation.Aggregate(quick));
        reports[("standard", "a")].Workers.ShouldBe(2);
        reports[("standard", "a")].Metrics.ShouldBe(MetricAggregation.Aggregate(standard));
        reports[("quick", "b")].Measured.ShouldBe(0);
    }

    [Fact]
    public void Errors_are_counted_by_kind_the_most_frequent_first_and_it_gives_the_example()
    {
        var series = Series.OfLatencies(1, 2, 3, 4, 5).ConvertAll(one => one with { Workload = "quick", Provider = "a" });
        series[0] = series[0].Failing(ErrorKind.Auth) with { ErrorDetail = "no key" };
        series[1] = series[1].Failing(ErrorKind.RateLimited);
        series[2] = series[2].Failing(ErrorKind.RateLimited) with { ErrorDetail = "slow down" };
        series[3] = series[3].TimingOut(10);

        var report = SeriesReports.Create(Spec, series).Single(one => one is { Workload: "quick", Provider: "a" });

        report.Errors.ToArray().ShouldBe([new("rate_limited", 2), new("auth", 1), new("timeout", 1)]);
        report.ErrorExample.ShouldBe("slow down");
        report.Measured.ShouldBe(5);
    }
}
