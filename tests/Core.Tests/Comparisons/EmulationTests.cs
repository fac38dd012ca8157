using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Comparisons;

namespace Persona.Bench.Core.Tests.Comparisons;

public sealed class EmulationTests
{
    private const string Emulated = "was measured on the emulated provider: its latencies are invented, not a real model's";
    private const string Both = "both sides were measured on the emulated provider: latencies are invented, not a real model's";

    [Theory]
    [InlineData("emulated", "anthropic", "the baseline " + Emulated)]
    [InlineData("anthropic", "emulated", "the current side " + Emulated)]
    [InlineData("emulated", "emulated", Both)]
    [InlineData("anthropic", "anthropic", null)]
    public void An_emulated_side_is_said_whatever_the_provider_is_called(string baseline, string current, string? expected)
    {
        var notes = Notes(Kind("1", baseline), Kind("2", current));

        notes.Where(note => note.Contains("emulated", StringComparison.Ordinal)).ShouldBe(expected is null ? [] : [expected]);
    }

    [Fact]
    public void A_file_from_before_the_kind_was_written_is_emulated_where_its_provider_is_called_so() =>
        Notes(Captures.Of("1", 100, 110, 120), Kind("2", "openai").With(workload => workload with { Provider = "emulated" }))
            .ShouldContain("the baseline " + Emulated);

    [Fact]
    public void Where_only_some_workloads_are_emulated_they_are_named()
    {
        var (real, invented) = (Workload("anthropic"), Workload("emulated"));
        var sides = Captures.Of("1", 1).WithWorkloads(("standard@a", real), ("standard@fast", invented));

        Notes(sides, sides).ShouldContain("standard on fast: " + Both);
    }

    [Fact]
    public void Both_sides_say_how_they_were_measured()
    {
        var baseline = Kind("1", "anthropic").With(workload => workload with { Workers = 1 });
        var current = Kind("2", "anthropic").With(workload => workload with { Workers = 3 });

        var workload = Comparer.Compare(current.Against(baseline)).Baselines[0].Workloads[0];

        workload.BaselineConditions.ShouldBe(new MeasuringConditions("anthropic", "model-1", 1, 1));
        workload.CurrentConditions.ShouldBe(new MeasuringConditions("anthropic", "model-1", 1, 3));
    }

    private static IReadOnlyList<string> Notes(NamedBaseline baseline, NamedBaseline current) => Comparer.Compare(current.Against(baseline)).Baselines[0].Notes;

    private static BaselineWorkload Workload(string kind) =>
        Captures.Of("1", 100, 110, 120).Baseline.Workloads["standard"] with { Provider = null, ProviderKind = kind };

    private static NamedBaseline Kind(string version, string kind) =>
        Captures.Of(version, 100, 110, 120).With(workload => workload with { Provider = "fast", ProviderKind = kind });
}
