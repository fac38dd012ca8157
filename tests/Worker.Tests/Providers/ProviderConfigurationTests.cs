using Persona.Bench.Core.Providers;
using Persona.Bench.Worker.Generation;
using Persona.Bench.Worker.Providers;

namespace Persona.Bench.Worker.Tests.Providers;

public sealed class ProviderConfigurationTests
{
    [Theory]
    [InlineData(ProviderKind.OpenAI, "OPENAI_API_KEY")]
    [InlineData(ProviderKind.Anthropic, "ANTHROPIC_API_KEY")]
    [InlineData(ProviderKind.Gemini, "GEMINI_API_KEY")]
    public void A_missing_key_is_known_before_a_run(ProviderKind kind, string variable)
    {
        foreach (var value in new[] { null, "", " \n" })
        {
            var missing = ProviderKeys.Missing(Definition(kind), _ => value).ShouldNotBeNull();
            missing.Variable.ShouldBe(variable);
            missing.Message.ShouldBe($"provider 'p' needs a key: set the environment variable {variable}");
        }

        Should.Throw<ProviderConfigurationException>(() => GeneratorFactory.Create(Definition(kind), _ => null, TimeProvider.System));
        ProviderKeys.Missing(Definition(kind), name => name == variable ? "a-key\n" : null).ShouldBeNull();
    }

    [Theory]
    [InlineData(ProviderKind.OpenAICompatible)]
    [InlineData(ProviderKind.Ollama)]
    [InlineData(ProviderKind.Emulated)]
    public void Some_kinds_need_no_key_unless_one_is_configured(ProviderKind kind)
    {
        ProviderKeys.Missing(Definition(kind), _ => null).ShouldBeNull();
        ProviderKeys.Missing(Definition(kind) with { ApiKeyEnv = "MY_KEY" }, _ => null)!.Variable.ShouldBe("MY_KEY");
    }

    [Fact]
    public void A_key_that_no_header_can_carry_is_reported_without_being_shown()
    {
        var missing = ProviderKeys.Missing(Definition(ProviderKind.OpenAI), _ => "sk-\u00fcber geheim").ShouldNotBeNull();

        missing.Message.ShouldNotContain("geheim");
    }

    [Fact]
    public void A_provider_without_an_address_is_a_configuration_error()
    {
        ProviderEndpoint.Problem(Definition(ProviderKind.OpenAICompatible)).ShouldBe(
            "provider 'p' of kind openai-compatible needs base_url, for instance http://localhost:8000/v1");
        ProviderEndpoint.Problem(Definition(ProviderKind.Emulated))!.ShouldContain("start the emulator");
        ProviderEndpoint.Problem(Definition(ProviderKind.OpenAI) with { BaseUrl = new Uri("ftp://host/") })!.ShouldContain("not an http or https address");
        Should.Throw<ProviderConfigurationException>(() => GeneratorFactory.Create(Definition(ProviderKind.OpenAICompatible), _ => null, TimeProvider.System))
            .Message.ShouldContain("needs base_url");
    }

    [Theory]
    [InlineData(ProviderKind.OpenAI, null, "https://api.openai.com/v1")]
    [InlineData(ProviderKind.OpenAI, "http://host:81/", "http://host:81/v1")]
    [InlineData(ProviderKind.OpenAICompatible, "http://host/api/", "http://host/api")]
    [InlineData(ProviderKind.OpenAICompatible, "http://host", "http://host/")]
    [InlineData(ProviderKind.Anthropic, null, "https://api.anthropic.com/")]
    [InlineData(ProviderKind.Anthropic, "https://host/v1", "https://host/")]
    [InlineData(ProviderKind.Gemini, null, "https://generativelanguage.googleapis.com/v1beta")]
    [InlineData(ProviderKind.Gemini, "https://host/v1", "https://host/v1")]
    [InlineData(ProviderKind.Ollama, null, "http://localhost:11434/")]
    [InlineData(ProviderKind.Ollama, "http://gpu:11434/api", "http://gpu:11434/")]
    public void Addresses_may_be_given_with_or_without_the_version(ProviderKind kind, string? url, string expected)
    {
        var definition = Definition(kind) with { BaseUrl = url is null ? null : new Uri(url) };

        ProviderEndpoint.From(definition, WireFormats.Find(definition)).Root.AbsoluteUri.ShouldBe(expected);
    }

    [Fact]
    public void Ollama_has_more_time_than_the_others() =>
        Enum.GetValues<ProviderKind>().Select(kind => ProviderKindInfo.For(kind).Timeout.TotalSeconds)
            .ShouldBe(Enum.GetValues<ProviderKind>().Select(kind => kind is ProviderKind.Ollama ? 300.0 : 120.0));

    private static ProviderDefinition Definition(ProviderKind kind) => new() { Name = "p", Kind = kind, Model = "m" };
}
