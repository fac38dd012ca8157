using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Core.Tests.Workloads;

public sealed class SplitMix64Tests
{
    // The reference implementation's published values for this seed.
    [Fact]
    public void The_numbers_are_those_of_the_reference_implementation()
    {
        var random = new SplitMix64(1234567);
        ulong[] numbers = [random.Next(), random.Next(), random.Next(), random.Next(), random.Next()];
        numbers.ShouldBe([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821]);
    }

    [Fact]
    public void Keys_and_their_order_decide_the_stream()
    {
        SplitMix64.ForKeys(1, 2, 3).Next().ShouldBe(1321962074176129191ul);
        var keys = new long[][] { [], [0], [1], [-1], [0, 0], [1, 2], [2, 1], [1, 2, 0], [long.MinValue] };
        keys.Select(list => SplitMix64.ForKeys(list).Next()).Distinct().Count().ShouldBe(keys.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public void Numbers_stay_below_their_bound(int bound)
    {
        var random = new SplitMix64(99);
        for (var i = 0; i < 10_000; i++)
            random.NextBelow(bound).ShouldBeInRange(0, bound - 1);
    }

    [Fact]
    public void Every_number_is_about_as_frequent()
    {
        var random = new SplitMix64(5);
        var counts = new int[6];
        for (var i = 0; i < 60_000; i++)
            counts[random.NextBelow(6)]++;

        // Chi-square with 5 degrees of freedom: 20.5 is its 99.9% quantile; the seed is fixed.
        counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000).ShouldBeLessThan(20.5);
    }

    [Fact]
    public void A_bound_below_one_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => new SplitMix64(1).NextBelow(0));

    [Fact]
    public void Every_order_comes_out_of_a_shuffle()
    {
        var random = new SplitMix64(3);
        var orders = new HashSet<string>();
        for (var i = 0; i < 1000; i++)
        {
            char[] items = ['a', 'b', 'c', 'd'];
            random.Shuffle<char>(items);
            orders.Add(new string(items));
        }

        orders.Count.ShouldBe(24);
    }
}
