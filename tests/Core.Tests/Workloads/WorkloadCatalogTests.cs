using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Core.Tests.Workloads;

public sealed class WorkloadCatalogTests
{
    private static readonly Workload Own = BuiltInWorkloads.Quick with { Name = "interviews", Iterations = 7 };

    [Fact]
    public void The_built_in_workloads_are_those_of_the_product()
    {
        BuiltInWorkloads.All.Select(workload => (workload.Name, workload.Personas, workload.Iterations)).ShouldBe(
            [("quick", 1, 10), ("standard", 1, 100), ("batch", 10, 20), ("full", 1, 500)]);
        BuiltInWorkloads.Standard.Description.ShouldBe("Single persona generation from 1KB input");
        BuiltInWorkloads.Standard.InputBytes.ShouldBe(1024);
        BuiltInWorkloads.Batch.InputBytes.ShouldBe(5120);
    }

    [Fact]
    public void Full_does_the_work_of_standard() => (BuiltInWorkloads.Full with
    {
        Name = BuiltInWorkloads.Standard.Name,
        Description = BuiltInWorkloads.Standard.Description,
        Iterations = BuiltInWorkloads.Standard.Iterations,
    }).ShouldBe(BuiltInWorkloads.Standard);

    [Fact]
    public void Own_workloads_come_after_the_built_in_ones() =>
        Of([Own], []).Keys.ShouldBe(["quick", "standard", "batch", "full", "interviews"]);

    [Fact]
    public void An_own_workload_replaces_a_built_in_one_of_its_name()
    {
        var catalog = Of([Own with { Name = "standard" }], []);
        catalog.Keys.ShouldBe(["quick", "standard", "batch", "full"]);
        catalog["standard"].InputBytes.ShouldBe(Own.InputBytes);
    }

    [Fact]
    public void Configured_iterations_hold_for_every_workload()
    {
        var catalog = Of([Own], new() { ["standard"] = 30, ["interviews"] = 3 });
        catalog["standard"].ShouldBe(BuiltInWorkloads.Standard with { Iterations = 30 });
        catalog["interviews"].Iterations.ShouldBe(3);
        catalog["full"].Iterations.ShouldBe(500);
    }

    [Fact]
    public void Iterations_of_a_workload_that_does_not_exist_are_an_error() =>
        Should.Throw<ArgumentException>(() => Of([], new() { ["standart"] = 3 })).Message.ShouldContain("'standart'");

    [Fact]
    public void Less_than_one_iteration_is_an_error() =>
        Should.Throw<ArgumentException>(() => Of([], new() { ["quick"] = 0 })).Message.ShouldContain("'quick' is 0");

    private static IReadOnlyDictionary<string, Workload> Of(Workload[] own, Dictionary<string, int> iterations) =>
        WorkloadCatalog.Create(own, iterations);
}
