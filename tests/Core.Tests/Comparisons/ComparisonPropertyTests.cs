using CsCheck;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Tests.Metrics;

namespace Persona.Bench.Core.Tests.Comparisons;

public sealed class ComparisonPropertyTests
{
    private static readonly Gen<List<double>> Latencies = Gen.Double[5, 9].Select(log => Math.Round(Math.Exp(log), 3)).List[2, 60];

    private static readonly Gen<List<Measurement>> Anything = Gen.Select(Gen.OneOf(Gen.Double[0, 9].Select(Math.Exp), Gen.Const(0.0)), Gen.Int[0, 7])
        .List[0, 50].Select(rows => Series.OfLatencies(rows.Select(row => row.Item1)).Select((m, i) => rows[i].Item2 switch
        {
            0 => m.Failing(ErrorKind.Server),
            1 => m.TimingOut(50_000),
            2 => m with { WorkerId = "w2", Fingerprint = "sha256:b" },
            3 => m with { CostUsd = 0, MemoryPeakMb = null },
            _ => m,
        }).ToList());

    [Fact]
    public void The_unit_of_the_latencies_does_not_matter() => Gen.Select(Latencies, Latencies, Gen.Int[1, 6]).Sample((x, y, power) =>
    {
        var scale = Math.Pow(2, power);
        var (plain, scaled) = (Compare(x, y), Compare([.. x.Select(v => v * scale)], [.. y.Select(v => v * scale)]));
        foreach (var (one, other) in plain.Metrics().Zip(scaled.Metrics()).Where(pair => pair.First.Metric.StartsWith("generation", StringComparison.Ordinal)))
        {
            other.Status.ShouldBe(one.Status);
            (other.Effect?.Lower ?? 0).ShouldBe(one.Effect?.Lower ?? 0, 1e-6 * (1 + Math.Abs(one.Effect?.Lower ?? 0)));
        }
    });

    [Fact]
    public void Swapping_the_sides_inverts_the_ratio() => Gen.Select(Latencies, Latencies).Sample((x, y) =>
    {
        var (there, back) = (Compare(x, y).Metric(Captures.P50), Compare(y, x).Metric(Captures.P50));
        (there.Effect is null).ShouldBe(back.Effect is null);
        if (there.Effect is { } effect)
        {
            ((1 + (effect.Estimate / 100)) * (1 + (back.Effect!.Estimate / 100))).ShouldBe(1, 1e-9);
            ((1 + (effect.Lower / 100)) * (1 + (back.Effect.Upper / 100))).ShouldBe(1, 1e-9);
        }
    });

    [Fact]
    public void Nothing_fails_and_nothing_is_infinite_whatever_was_measured() => Gen.Select(Anything, Anything, Gen.Bool, Gen.Bool).Sample((x, y, drops, allows) =>
    {
        var request = Captures.Of("2", y).Against(Captures.Of("1", x)) with
        {
            Gates = [.. Core.Metrics.MetricCatalog.All.Select(metric => metric.Name)],
            Outliers = drops ? OutlierPolicy.Drop : OutlierPolicy.Keep,
            AllowDifferentEnvironment = allows,
        };
        foreach (var metric in Comparer.Compare(request).Metrics())
        {
            double?[] figures =
            [
                metric.Baseline, metric.Current, metric.ChangePercent, metric.Effect?.Estimate, metric.Effect?.Lower, metric.Effect?.Upper,
                metric.Effect95?.Lower, metric.Effect95?.Upper, metric.SampleSizeEstimate?.CostUsd,
            ];
            figures.ShouldAllBe(figure => figure == null || double.IsFinite(figure.Value), metric.Metric);
            (metric.Effect is not { } effect || (effect.Lower <= effect.Estimate + 1e-9 && effect.Estimate <= effect.Upper + 1e-9)).ShouldBeTrue(metric.Metric);
        }
    });

    private static Comparison Compare(List<double> x, List<double> y) => Comparer.Compare(Captures.Of("2", y).Against(Captures.Of("1", x)));
}
