using Persona.Bench.Core.Workloads;
using Persona.Bench.Worker.Inputs;

namespace Persona.Bench.Worker.Tests.Inputs;

public sealed class ShippedInputsTests
{
    public static TheoryData<string> Workloads => [.. BuiltInWorkloads.All.Select(workload => workload.Name)];

    [Fact]
    public void The_built_in_workloads_use_everything_that_is_shipped() =>
        BuiltInWorkloads.Inputs.Order(StringComparer.Ordinal).ShouldBe(ShippedInputs.Names.Select(name => "shipped:" + name));

    [Fact]
    public void Every_format_that_Persona_reads_is_shipped() =>
        ShippedInputs.Names.Select(Path.GetExtension).Distinct().Order().ShouldBe([".csv", ".json", ".md", ".txt"]);

    [Fact]
    public async Task The_pool_is_large_and_its_items_are_short()
    {
        var pool = await Load();
        pool.Items.Count.ShouldBeGreaterThanOrEqualTo(160);
        pool.Items.Distinct().Count().ShouldBe(pool.Items.Count);
        pool.Sizes.ShouldAllBe(size => size >= 100 && size <= 460);
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task Five_hundred_iterations_have_five_hundred_prompts(string name)
    {
        var pool = await Load();
        var workload = BuiltInWorkloads.All.Single(workload => workload.Name == name);
        for (var seed = 0; seed < 5; seed++)
        {
            Enumerable.Range(1, 500)
                .Select(iteration => string.Join("\n\n", pool.Draw(workload.InputBytes, seed, iteration)))
                .Distinct().Count().ShouldBe(500);
        }
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task Prompts_have_about_the_size_of_their_workload(string name)
    {
        var pool = await Load();
        var workload = BuiltInWorkloads.All.Single(workload => workload.Name == name);
        var sizes = Enumerable.Range(1, workload.Iterations)
            .Select(iteration => new InputDraw(pool.Sizes, workload.InputBytes, seed: 1).Of(iteration).Sum(item => pool.Sizes[item]))
            .ToList();
        sizes.Average().ShouldBe(workload.InputBytes, tolerance: workload.InputBytes * 0.1);
        sizes.ShouldAllBe(size => Math.Abs(size - workload.InputBytes) <= 200);
    }

    [Fact]
    public async Task Prompts_next_to_each_other_share_little()
    {
        var pool = await Load();
        var prompts = Enumerable.Range(1, 100).Select(iteration => pool.Draw(1024, seed: 1, iteration)).ToList();
        prompts.Zip(prompts.Skip(1)).ShouldAllBe(pair => pair.First[0] != pair.Second[0]);
        prompts.Zip(prompts.Skip(1)).Average(pair => pair.First.Intersect(pair.Second).Count()).ShouldBeLessThan(0.5);
    }

    // Baselines record the hash of their inputs, so the shipped data must only change on purpose.
    [Fact]
    public async Task The_shipped_data_has_not_changed() =>
        (await Load()).Hash.ShouldBe("sha256:4d14484441f60d0fbafdf59539614c724741410cb0b91c6bcba5fd871c4be2b2");

    private static Task<InputPool> Load() =>
        InputPool.LoadAsync(BuiltInWorkloads.Inputs, "/nowhere", TestContext.Current.CancellationToken);
}
