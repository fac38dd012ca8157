using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Core.Tests.Workloads;

public sealed class InputDrawTests
{
    private static readonly int[] Pool = [.. Enumerable.Range(0, 120).Select(i => 150 + (i * 37 % 300))];

    // Computed by a second implementation in another language.
    [Theory]
    [InlineData(1024, 42, 1, "41 90 54 5")]
    [InlineData(1024, 42, 2, "114 57 92 31")]
    [InlineData(1024, 42, 500, "32 72 98")]
    [InlineData(1024, 7, 1, "86 21 26 41")]
    [InlineData(400, 42, 10, "88")]
    [InlineData(5120, 42, 20, "32 103 91 102 14 63 37 60 62 112 45 72 48 67 94")]
    [InlineData(1024, 42, 0, "40 48 114")]
    [InlineData(1024, -1, 1, "43 1 46 44")]
    public void Draws_never_change(int bytes, int seed, int iteration, string items) =>
        string.Join(' ', new InputDraw(Pool, bytes, seed).Of(iteration)).ShouldBe(items);

    [Fact]
    public void An_iteration_draws_the_same_whatever_was_drawn_before()
    {
        var forwards = Enumerable.Range(1, 300).Select(iteration => Draw(1024, 9, iteration)).ToList();
        var backwards = Enumerable.Range(1, 300).Reverse().Select(iteration => Draw(1024, 9, iteration)).Reverse().ToList();
        backwards.ShouldBe(forwards);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(1024)]
    [InlineData(5120)]
    public void Prompts_are_near_their_size_and_hold_an_item_once(int bytes)
    {
        // In the first round no prompt needs changing to differ from an earlier one.
        for (var draw = 1; draw <= 500; draw++)
        {
            var items = new InputDraw(Pool, bytes, seed: draw).Of(1 + (draw % Pool.Length));
            items.Distinct().Count().ShouldBe(items.Count);
            // The remaining gap is less than half of the best of several candidates.
            ((double)items.Sum(item => Pool[item])).ShouldBe(bytes, tolerance: 225);
        }
    }

    [Theory]
    [InlineData(400)]
    [InlineData(1024)]
    [InlineData(5120)]
    public void Five_hundred_iterations_have_five_hundred_prompts(int bytes)
    {
        for (var seed = 0; seed < 10; seed++)
            Enumerable.Range(1, 500).Select(iteration => Draw(bytes, seed, iteration)).Distinct().Count().ShouldBe(500);
    }

    [Fact]
    public void Every_item_begins_a_prompt_once_per_round()
    {
        var first = Enumerable.Range(121, 120).Select(iteration => new InputDraw(Pool, 1024, 3).Of(iteration)[0]);
        first.Order().ShouldBe(Enumerable.Range(0, 120));
    }

    [Fact]
    public void Items_are_used_about_equally_often()
    {
        var used = new int[Pool.Length];
        foreach (var item in Enumerable.Range(1, 1200).SelectMany(iteration => new InputDraw(Pool, 5120, 1).Of(iteration)))
            used[item]++;
        var mean = used.Average();
        used.Min().ShouldBeGreaterThan((int)(mean * 0.7));
        used.Max().ShouldBeLessThan((int)(mean * 1.3));
    }

    [Fact]
    public void Another_seed_draws_other_prompts()
    {
        var one = Enumerable.Range(1, 100).Select(iteration => Draw(1024, 1, iteration)).ToHashSet();
        Enumerable.Range(1, 100).Count(iteration => one.Contains(Draw(1024, 2, iteration))).ShouldBe(0);
    }

    [Fact]
    public void Warm_ups_have_inputs_of_their_own()
    {
        var measured = Enumerable.Range(1, 500).Select(iteration => Draw(1024, 1, iteration)).ToHashSet();
        Enumerable.Range(-9, 10).Select(iteration => Draw(1024, 1, iteration)).ShouldAllBe(prompt => !measured.Contains(prompt));
    }

    [Fact]
    public void A_small_pool_gives_all_the_prompts_it_has_before_one_repeats()
    {
        // Three items of 300 bytes and a target of 600 give six ordered pairs.
        int[] sizes = [300, 300, 300];
        Enumerable.Range(1, 6).Select(iteration => string.Join(' ', new InputDraw(sizes, 600, 5).Of(iteration))).Distinct().Count().ShouldBe(6);
        new InputDraw(sizes, 600, 5).Of(12).ShouldBe([0, 2]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_pool_of_one_item_gives_that_item(int iteration) => new InputDraw([5000], 1024, 1).Of(iteration).ShouldBe([0]);

    [Fact]
    public void A_pool_smaller_than_the_prompt_is_used_whole() =>
        new InputDraw([10, 20, 30], 1024, 1).Of(1).Order().ShouldBe([0, 1, 2]);

    [Fact]
    public void An_empty_pool_or_an_empty_prompt_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new InputDraw([], 1024, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new InputDraw([10], 0, 1));
    }

    private static string Draw(int bytes, int seed, int iteration) => string.Join(' ', new InputDraw(Pool, bytes, seed).Of(iteration));
}
