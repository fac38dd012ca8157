using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Core.Tests.Runs;

public sealed class WorkloadDefinitionTests
{
    private static readonly RunWorkload Work = new(
        new Workload { Name = "standard", Description = "", Inputs = ["a.txt"], InputBytes = 1024, Personas = 1, Iterations = 100 }, "sha256:a");

    [Fact]
    public void What_an_iteration_does_is_its_identity()
    {
        var identity = WorkloadDefinition.HashOf(Work);

        identity.ShouldStartWith("sha256:");
        WorkloadDefinition.HashOf(Work with { InputHash = "sha256:b" }).ShouldNotBe(identity);
        Changed(work => work with { Personas = 2 }).ShouldNotBe(identity);
        Changed(work => work with { InputBytes = 2048 }).ShouldNotBe(identity);
        Changed(work => work with { Parameters = new ModelParameters { Temperature = 0 } }).ShouldNotBe(identity);
        Changed(work => work with { Parameters = new ModelParameters { MaxTokens = 5 } }).ShouldNotBe(identity);
    }

    [Fact]
    public void How_often_where_and_how_many_at_once_is_not() => Changed(work => work with
    {
        Iterations = 7,
        WarmUps = 0,
        Concurrency = 8,
        Description = "other words",
        Inputs = ["elsewhere/a.txt"],
    }).ShouldBe(WorkloadDefinition.HashOf(Work));

    [Fact]
    public void What_a_provider_is_asked_beyond_that_belongs_to_it()
    {
        var identity = WorkloadDefinition.HashOf(Work);

        WorkloadDefinition.HashOf(Work, RequestSettings.Default).ShouldBe(identity);
        // Another name for the same limit is the same work.
        WorkloadDefinition.HashOf(Work, new RequestSettings { MaxTokensField = MaxTokensField.MaxCompletionTokens, SendsStreamOptions = false }).ShouldBe(identity);
        RequestSettings[] others =
        [
            new() { MaxTokensField = MaxTokensField.None },
            new() { SendsTemperature = false },
            new() { ReasoningEffort = "low" },
            new() { ExtraBody = """{"top_p":0.9}""" },
            new() { Streams = false },
        ];
        others.Select(settings => WorkloadDefinition.HashOf(Work, settings)).Append(identity).Distinct().Count().ShouldBe(others.Length + 1);
    }

    private static string Changed(Func<Workload, Workload> change) => WorkloadDefinition.HashOf(Work with { Workload = change(Work.Workload) });
}
