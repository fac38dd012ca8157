using Persona.Bench.Cli.Execution.Planning;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Tests.Execution.Planning;

/// <summary>A run goes on only with the providers it began with.</summary>
public sealed class SameProvidersTests
{
    private static readonly ProviderDefinition Provider =
        new() { Name = "mine", Kind = ProviderKind.OpenAICompatible, Model = "m", Request = new RequestSettings { ReasoningEffort = "low" } };

    [Fact]
    public void The_same_provider_at_another_address_will_do() => Resumed(Provider with { BaseUrl = new("http://127.0.0.1:9") }).Name.ShouldBe("mine");

    [Fact]
    public void Another_model_is_named() => Should.Throw<UsageException>(() => Resumed(Provider with { Model = "other" })).Message
        .ShouldBe("provider 'mine' is now openai-compatible with model other, but was openai-compatible with m when the run started; start a new run");

    [Fact]
    public void Another_way_of_asking_is_named() => Should.Throw<UsageException>(() => Resumed(Provider with { Request = RequestSettings.Default })).Message
        .ShouldStartWith("provider 'mine' is asked in another way than when the run started");

    private static ProviderDefinition Resumed(ProviderDefinition now)
    {
        var configuration = new BenchConfiguration { Providers = new OrderedDictionary<string, ProviderDefinition> { [now.Name] = now } };
        return new RunDefinition(configuration).SameProviders(new RunSpec
        {
            Workloads = [],
            Providers = [RunProvider.From(Provider)],
            Seed = 1,
            PersonaVersion = "1.0.0",
        }).ShouldHaveSingleItem();
    }
}
