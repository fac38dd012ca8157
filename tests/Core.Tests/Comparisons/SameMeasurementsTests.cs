using System.Globalization;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Tests.Metrics;

namespace Persona.Bench.Core.Tests.Comparisons;

public sealed class SameMeasurementsTests
{
    private static readonly NamedBaseline Captured = Captures.Of("1", Series.LogNormal(30, 0.2));

    [Fact]
    public void A_comparison_with_itself_says_so()
    {
        Comparer.Compare(Captured.Against(Captured)).Baselines[0].Notes[0].ShouldStartWith("compared with itself: ");

        var points = Captures.Points("1", (Captures.P50, 1250));
        Comparer.Compare(points.Against(points)).Baselines[0].Notes[0].ShouldStartWith("compared with itself: ");
    }

    [Fact]
    public void What_a_file_rounded_and_an_older_file_left_out_are_the_same_measurements()
    {
        var file = Captured.With(workload => workload with
        {
            Samples =
            [
                .. workload.Samples.Select(sample => sample with
                {
                    Columns = sample.Columns.Where(column => column.Key != "retry_ms").ToDictionary(
                        column => column.Key, column => (IReadOnlyList<double?>)[.. column.Value.Select(Rounded)]),
                }),
            ],
        });

        SameMeasurements.Workloads(file.Baseline, Captured.Baseline).ShouldBe(["standard on emulated"]);
    }

    [Fact]
    public void Other_measurements_are_others_however_alike()
    {
        SameMeasurements.Workloads(Captured.Baseline, Captures.Of("1", Series.LogNormal(30, 0.2, seed: 2)).Baseline).ShouldBeEmpty();
        SameMeasurements.Workloads(Captured.Baseline, Captures.Of("1", Series.LogNormal(29, 0.2)).Baseline).ShouldBeEmpty();
        SameMeasurements.Workloads(Captures.Points("1", (Captures.P50, 1)).Baseline, Captures.Points("2", (Captures.P50, 1)).Baseline).ShouldBeEmpty();
        SameMeasurements.Workloads(Captures.Points("1", (Captures.P50, 1)).Baseline, Captures.Points("1", (Captures.P50, 2)).Baseline).ShouldBeEmpty();
    }

    [Fact]
    public void Of_several_workloads_those_that_are_the_same_are_named()
    {
        var workload = Captured.Baseline.Workloads["standard"];
        var other = Captures.Of("1", Series.LogNormal(30, 0.2, seed: 2)).Baseline.Workloads["standard"];
        var (before, now) = (Captured.WithWorkloads(("standard", workload), ("quick", workload)), Captured.WithWorkloads(("standard", workload), ("quick", other)));

        Comparer.Compare(now.Against(before)).Baselines[0].Notes[0].ShouldStartWith("standard on emulated: both sides are the same measurements");
    }

    private static double? Rounded(double? value) =>
        value is { } number ? double.Parse(number.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;
}
