using System.Text.Json;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Providers;
using Persona.Bench.Worker.Generation;
using Persona.Bench.Worker.Providers;

namespace Persona.Bench.Worker.Tests.Providers;

/// <summary>What a provider's configuration changes in its requests.</summary>
public sealed class RequestSettingsTests
{
    public static TheoryData<ProviderKind> Kinds => ProviderCase.Kinds;

    [Theory]
    [InlineData(ProviderKind.OpenAI, MaxTokensField.MaxTokens, "max_tokens")]
    [InlineData(ProviderKind.OpenAICompatible, MaxTokensField.MaxCompletionTokens, "max_completion_tokens")]
    public async Task The_field_of_the_token_limit_can_be_chosen(ProviderKind kind, MaxTokensField field, string expected)
    {
        var body = (await ReceivedAsync(kind, new RequestSettings { MaxTokensField = field })).Json;

        body.EnumerateObject().Select(property => property.Name).Where(name => name.StartsWith("max", StringComparison.Ordinal)).ShouldBe([expected]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Limit_and_temperature_can_be_left_out(ProviderKind kind)
    {
        var request = await ReceivedAsync(kind, new RequestSettings { MaxTokensField = MaxTokensField.None, SendsTemperature = false });

        request.Body.ShouldNotContain("4096");
        request.Body.ShouldNotContain("temperature");
    }

    [Theory]
    [InlineData(ProviderKind.OpenAI, "reasoning_effort")]
    [InlineData(ProviderKind.Anthropic, "output_config effort")]
    [InlineData(ProviderKind.Gemini, "generationConfig thinkingConfig thinkingLevel")]
    [InlineData(ProviderKind.Ollama, "think")]
    public async Task The_effort_of_reasoning_goes_where_the_provider_expects_it(ProviderKind kind, string path)
    {
        var body = (await ReceivedAsync(kind, new RequestSettings { ReasoningEffort = "low" })).Json;

        path.Split(' ').Aggregate(body, (element, name) => element.GetProperty(name)).GetString().ShouldBe("low");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_extra_body_is_merged_and_null_removes(ProviderKind kind)
    {
        var model = kind is ProviderKind.Gemini ? "contents" : "model";
        var request = await ReceivedAsync(
            kind, new RequestSettings { ExtraBody = $$"""{"top_k":5,"options":{"seed":7},"generationConfig":{"topK":3},"{{model}}":null}""" });

        var body = request.Json;
        body.GetProperty("top_k").GetInt32().ShouldBe(5);
        body.GetProperty("options").GetProperty("seed").GetInt32().ShouldBe(7);
        body.GetProperty("generationConfig").GetProperty("topK").GetInt32().ShouldBe(3);
        body.TryGetProperty(model, out _).ShouldBeFalse();
        (kind is not ProviderKind.Ollama || body.GetProperty("options").TryGetProperty("num_predict", out _)).ShouldBeTrue();
        (kind is not ProviderKind.Gemini || body.GetProperty("generationConfig").TryGetProperty("maxOutputTokens", out _)).ShouldBeTrue();
    }

    [Fact]
    public async Task Stream_options_can_be_left_out() =>
        (await ReceivedAsync(ProviderKind.OpenAICompatible, new RequestSettings { SendsStreamOptions = false })).Body.ShouldNotContain("stream_options");

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Without_a_stream_the_whole_answer_counts_and_has_no_times_of_tokens(ProviderKind kind)
    {
        await using var provider = await Emulator.EmulatedProvider.StartAsync(
            new Emulator.EmulatorOptions { Profile = "constant:100/10" }, TestContext.Current.CancellationToken);

        var result = await GenerateAsync(ProviderCase.Definition(kind, provider.BaseUrl) with { Request = new RequestSettings { Streams = false } });

        result.ErrorDetail.ShouldBeNull();
        result.PersonasValid.ShouldBe(1);
        result.ArrivedAtOnce.ShouldBe(true);
        result.LatencyMs.ShouldNotBeNull().ShouldBeGreaterThan(90);
        (result.TimeToFirstTokenMs, result.FirstOutputTokenMs, result.LongestGapMs).ShouldBe((null, null, null));
        result.OutputTokens.ShouldNotBeNull().ShouldBeGreaterThan(50);
        provider.RequestLog.Snapshot().ShouldHaveSingleItem().Stream.ShouldBeFalse();
    }

    [Fact]
    public async Task Azure_is_called_as_it_documents()
    {
        await using var server = await StubServer.StartAsync(context =>
            context.Request.Headers["api-key"] == ProviderCase.Key && context.Request.Query["api-version"] == "2024-10-21"
                ? new WireAnswer(ProviderCase.Answer(1)).SendAsync(ProviderKind.OpenAI, context)
                : StubServer.RefuseAsync(context, 401, "{}"));
        var azure = new ProviderDefinition
        {
            Name = "azure",
            Kind = ProviderKind.OpenAICompatible,
            Model = "gpt-4o-mini",
            BaseUrl = new Uri(server.Url, "/openai/deployments/mini"),
            Query = new Dictionary<string, string> { ["api-version"] = "2024-10-21" },
            Headers = new Dictionary<string, string> { ["api-key"] = "${AZURE_OPENAI_API_KEY}" },
            Request = new RequestSettings { MaxTokensField = MaxTokensField.MaxCompletionTokens },
        };

        var result = await GenerateAsync(azure);

        result.Outcome.ShouldBe(IterationOutcome.Succeeded, result.ErrorDetail);
        var request = server.Requests.ShouldHaveSingleItem();
        request.Target.ShouldBe("/openai/deployments/mini/chat/completions?api-version=2024-10-21");
        request.Headers.ShouldNotContainKey("Authorization");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Headers_and_query_reach_the_provider_and_replace_ours(ProviderKind kind)
    {
        await using var server = await StubServer.StartAsync(context => new WireAnswer(ProviderCase.Answer(1)).SendAsync(kind, context));
        var definition = ProviderCase.Definition(kind, server.Url) with
        {
            Headers = new Dictionary<string, string> { ["x-team"] = "research", ["User-Agent"] = "ours/1.0", ["x-api-key"] = "k-${SECRET}" },
            Query = new Dictionary<string, string> { ["a b"] = "c&d" },
            Organization = "org-123",
        };

        (await GenerateAsync(definition)).ErrorDetail.ShouldBeNull();

        var request = server.Requests.ShouldHaveSingleItem();
        request.Target.ShouldContain(kind is ProviderKind.Gemini ? "?alt=sse&" : "?");
        request.Target.ShouldEndWith("a%20b=c%26d", Case.Sensitive);
        (request.Headers["x-team"], request.Headers["User-Agent"], request.Headers["x-api-key"]).ShouldBe(("research", "ours/1.0", "k-" + ProviderCase.Key));
        request.Headers["Accept-Encoding"].ShouldBe("identity");
        request.Headers.ContainsKey("OpenAI-Organization").ShouldBe(kind is ProviderKind.OpenAI or ProviderKind.OpenAICompatible or ProviderKind.Emulated);
    }

    [Fact]
    public async Task Secrets_in_headers_and_query_are_found_nowhere_in_a_result()
    {
        const string Secret = "hidden-93hf72-xyz";
        await using var refusing = await StubServer.StartAsync(context =>
            StubServer.RefuseAsync(context, 403, JsonSerializer.Serialize(new { error = $"bad {context.Request.Headers["x-secret"]} and {context.Request.Query["sig"]}" })));
        var definition = ProviderCase.Definition(ProviderKind.OpenAI, refusing.Url) with
        {
            Headers = new Dictionary<string, string> { ["x-secret"] = "${SECRET}" },
            Query = new Dictionary<string, string> { ["sig"] = "${SECRET}" },
        };

        await using var generator = GeneratorFactory.Create(definition, name => name == "SECRET" ? Secret : ProviderCase.Key, TimeProvider.System);
        var result = await generator.GenerateAsync(ProviderCase.Request(), CancellationToken.None);

        result.ErrorDetail.ShouldBe($"HTTP 403 from 127.0.0.1:{refusing.Url.Port}: bad [key] and [key]");
    }

    [Fact]
    public async Task A_secret_in_the_query_is_not_found_as_it_stands_in_an_address_either()
    {
        await using var refusing = await StubServer.StartAsync(context =>
            StubServer.RefuseAsync(context, 403, JsonSerializer.Serialize(new { error = $"bad {context.Request.QueryString}" })));
        var definition = ProviderCase.Definition(ProviderKind.OpenAI, refusing.Url) with { Query = new Dictionary<string, string> { ["sig"] = "${SECRET}" } };

        await using var generator = GeneratorFactory.Create(definition, name => name == "SECRET" ? "hi+den/93hf72=xyz" : ProviderCase.Key, TimeProvider.System);
        var result = await generator.GenerateAsync(ProviderCase.Request(), CancellationToken.None);

        result.ErrorDetail.ShouldBe($"HTTP 403 from 127.0.0.1:{refusing.Url.Port}: bad ?sig=[key]");
    }

    [Fact]
    public void A_variable_that_is_not_set_is_known_before_a_run()
    {
        var definition = ProviderCase.Definition(ProviderKind.OpenAI, null) with { Headers = new Dictionary<string, string> { ["x-a"] = "${NOT_SET}" } };

        ProviderKeys.Missing(definition, name => name == "NOT_SET" ? null : "key").ShouldNotBeNull().Message
            .ShouldBe("provider 'under-test' needs a value for its header x-a: set the environment variable NOT_SET");
    }

    private static async Task<ReceivedRequest> ReceivedAsync(ProviderKind kind, RequestSettings settings)
    {
        await using var server = await StubServer.StartAsync(context => new WireAnswer(ProviderCase.Answer(1)).SendAsync(kind, context));
        await GenerateAsync(ProviderCase.Definition(kind, server.Url) with { Request = settings });
        return server.Requests.ShouldHaveSingleItem();
    }

    private static async Task<GenerationResult> GenerateAsync(ProviderDefinition definition)
    {
        await using var generator = GeneratorFactory.Create(definition, _ => ProviderCase.Key, TimeProvider.System);
        return await generator.GenerateAsync(ProviderCase.Request(), CancellationToken.None);
    }
}
