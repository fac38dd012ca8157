using CsCheck;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Tests.Statistics;

public sealed class OrderStatisticTests
{
    private static readonly Gen<double> Value = Gen.OneOf(Gen.Double[-3, 3], Gen.Int[-4, 4].Select(i => i / 4.0), Gen.Double[-1e-12, 1e-12]);

    [Fact]
    public void Every_rank_of_the_pairwise_differences_is_what_sorting_all_of_them_gives() =>
        Gen.Select(Value.Array[1, 40], Value.Array[1, 40], Gen.Double[0, 1]).Sample((x, y, place) =>
        {
            Array.Sort(x);
            Array.Sort(y);
            double[] all = [.. x.SelectMany(_ => y, (a, b) => b - a).Order()];
            var differences = new PairwiseDifferences(x, y);
            var rank = 1 + (long)(place * (all.Length - 1));
            OrderStatistic.At(differences, rank).ShouldBe(all[rank - 1]);
            OrderStatistic.Median(differences).ShouldBe(Median(all), 1e-12);
        });

    [Fact]
    public void Every_rank_of_the_Walsh_averages_is_what_sorting_all_of_them_gives() =>
        Gen.Select(Value.Array[1, 60], Gen.Double[0, 1]).Sample((d, place) =>
        {
            Array.Sort(d);
            double[] all = [.. Enumerable.Range(0, d.Length).SelectMany(i => d.Skip(i), (i, other) => (d[i] + other) / 2).Order()];
            var averages = new WalshAverages(d);
            var rank = 1 + (long)(place * (all.Length - 1));
            OrderStatistic.At(averages, rank).ShouldBe(all[rank - 1]);
            OrderStatistic.Median(averages).ShouldBe(Median(all), 1e-12);
        });

    [Fact]
    public void Ten_thousand_against_ten_thousand_need_no_hundred_million_differences()
    {
        double[] x = [.. Enumerable.Range(0, 10_000).Select(i => Math.Sqrt(i))];
        double[] y = [.. x.Select(v => v + 0.125)];
        var before = GC.GetAllocatedBytesForCurrentThread();

        OrderStatistic.Median(new PairwiseDifferences(x, y)).ShouldBe(0.125, 1e-9);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(10_000_000);
    }

    private static double Median(double[] ascending) => (ascending[(ascending.Length - 1) / 2] + ascending[ascending.Length / 2]) / 2;
}
