namespace Persona.Bench.Architecture.Tests;

public sealed class DependencyTests
{
    public static TheoryData<string> Projects => [.. DependencyTable.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_what_the_table_allows(string project)
    {
        var assembly = Product.Assemblies.Single(one => one.GetName().Name == project);

        DependencyTable.Violations(project, assembly.GetReferencedAssemblies().Select(name => name.Name)).ShouldBeEmpty();
    }

    [Fact]
    public void The_table_is_seen_to_forbid_what_another_assembly_really_uses()
    {
        var references = typeof(DependencyTests).Assembly.GetReferencedAssemblies().Select(name => name.Name).ToArray();

        DependencyTable.Violations("Persona.Bench.Core", references).ShouldContain("Persona.Bench.Core uses Shouldly");
        DependencyTable.Violations("Persona.Bench.Contracts", ["Persona.Bench.Core"]).ShouldBe(["Persona.Bench.Contracts uses Persona.Bench.Core"]);
        DependencyTable.Violations("Persona.Bench.Core", ["MathNet.Numerics", "System.Runtime"]).ShouldBeEmpty();
        DependencyTable.Violations("Persona.Bench.Core", ["MathNetics"]).ShouldNotBeEmpty();
    }

    [Fact]
    public void In_the_command_line_only_the_embedded_host_sees_the_bus() => BusUses("Persona.Bench.Cli", "Persona.Bench.Cli.Execution.Embedded").ShouldBeEmpty();

    [Fact]
    public void A_use_of_the_bus_elsewhere_is_seen() =>
        BusUses("Persona.Bench.Architecture.Tests.Samples", "Persona.Bench.Cli.Execution.Embedded").ShouldContain(typeof(Samples.SampleUserOfTheBus).FullName);

    [Fact]
    public void Folders_inside_a_project_use_each_other_in_one_direction() => DependencyTable.Projects
        .Concat(["Persona.Bench.Cli", "Persona.Bench.Cli.Shell", "Persona.Bench.Cli.Documents", "Persona.Bench.Cli.Execution", "Persona.Bench.Cli.Commands"])
        .SelectMany(project => FolderCycles.In(project, Product.Uses(project)))
        .ShouldBeEmpty();

    [Fact]
    public void The_command_line_is_layered() =>
        LayerViolations("Persona.Bench.Cli", ["Shell", "Documents", "Execution", "Commands"]).ShouldBeEmpty();

    [Fact]
    public void A_use_of_a_layer_above_is_seen() =>
        LayerViolations("Persona.Bench.Cli", ["Commands", "Execution", "Documents", "Shell"]).ShouldNotBeEmpty();

    [Fact]
    public void A_cycle_of_folders_is_seen() => FolderCycles
        .In("P", [new("P.A.One", "P.B.Two"), new("P.B.Two", "P.C.Three"), new("P.C.Three", "P.A.Four"), new("P.D.Five", "P.A.One"), new("P.Root", "P.A.One")])
        .ShouldBe(["P: A -> B -> C -> A"]);

    /// <summary>Uses of a folder by a folder listed before it.</summary>
    private static IEnumerable<string> LayerViolations(string project, string[] layers) =>
        from use in Product.Uses(project)
        let below = Array.FindIndex(layers, layer => Product.IsIn(use.From, $"{project}.{layer}"))
        let above = Array.FindIndex(layers, layer => Product.IsIn(use.To, $"{project}.{layer}"))
        where below >= 0 && above > below
        select $"{use.From} uses {use.To}";

    private static IEnumerable<string> BusUses(string where, string exempt) => Product.Uses(where)
        .Where(use => !Product.IsIn(use.From, exempt) && Product.IsIn(use.To, "MassTransit"))
        .Select(use => use.From)
        .Distinct();
}
