using CsCheck;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Core.Tests.Runs;

public sealed class RunPlanTests
{
    private static readonly Gen<RunSpec> AnySpec = Gen.Select(Gen.Int[1, 12].Array[1, 3], Gen.Int[1, 5], Gen.Int, (iterations, providers, seed) =>
        Specs.Of(iterations.Select((count, index) => ($"w{index}", count)), Enumerable.Range(0, providers).Select(index => $"p{index}"), seed));

    [Fact]
    public void Every_workload_provider_and_iteration_is_planned_exactly_once() => AnySpec.Sample(spec =>
    {
        var expected =
            from workload in spec.Workloads
            from iteration in Enumerable.Range(1, workload.Workload.Iterations)
            from provider in spec.Providers
            select (workload.Workload.Name, provider.Name, iteration);

        RunPlan.Create(spec).Select(item => (item.Workload, item.Provider, item.Iteration)).ShouldBe(expected, ignoreOrder: true);
    });

    [Fact]
    public void A_block_holds_one_iteration_of_one_workload_for_every_provider() => AnySpec.Sample(spec =>
    {
        foreach (var block in RunPlan.Create(spec).GroupBy(item => item.Block))
        {
            block.Select(item => (item.Workload, item.Iteration)).Distinct().Count().ShouldBe(1);
            block.Select(item => item.Provider).ShouldBe(spec.Providers.Select(provider => provider.Name), ignoreOrder: true);
            block.Select(item => item.Position).ShouldBe(Enumerable.Range(0, spec.Providers.Count));
        }
    });

    [Fact]
    public void Workloads_follow_one_another_and_their_iterations_too() => AnySpec.Sample(spec =>
    {
        var blocks = RunPlan.Create(spec).GroupBy(item => item.Block).ToArray();

        blocks.Select(block => block.Key).ShouldBe(Enumerable.Range(0, blocks.Length));
        blocks.Select(block => (block.First().Workload, block.First().Iteration)).ShouldBe(
            from workload in spec.Workloads
            from iteration in Enumerable.Range(1, workload.Workload.Iterations)
            select (workload.Workload.Name, iteration));
    });

    [Fact]
    public void The_same_seed_plans_the_same_order() => AnySpec.Sample(spec => RunPlan.Create(spec).ShouldBe(RunPlan.Create(spec with { })));

    // Computed by a second implementation in another language.
    [Theory]
    [InlineData(42, "bca bac abc acb cba cab cab bac")]
    [InlineData(-1, "cba bca bac bac bca cab bca abc")]
    public void The_order_of_a_seed_never_changes(int seed, string expected)
    {
        var plan = RunPlan.Create(Specs.Of([("first", 5), ("second", 3)], ["a", "b", "c"], seed));

        string.Join(' ', plan.GroupBy(item => item.Block).Select(block => string.Concat(block.Select(item => item.Provider)))).ShouldBe(expected);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20250115)]
    public void No_provider_is_favoured_by_its_position_in_a_block(int seed)
    {
        const int Blocks = 3000;
        var plan = RunPlan.Create(Specs.Of([("only", Blocks)], ["a", "b", "c"], seed));

        // A third each; 130 is five standard deviations of a fair draw.
        plan.CountBy(item => (item.Provider, item.Position)).ShouldAllBe(place => Math.Abs(place.Value - (Blocks / 3)) < 130);
        // The order of one block does not predict that of the next.
        var orders = plan.GroupBy(item => item.Block).Select(block => string.Concat(block.Select(item => item.Provider))).ToArray();
        orders.Zip(orders.Skip(1)).CountBy(pair => pair).ShouldAllBe(pair => Math.Abs(pair.Value - (Blocks / 36.0)) < 46);
    }
}
