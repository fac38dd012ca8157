using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;
using Persona.Bench.Emulator.Faults;

namespace Persona.Bench.Emulator.Tests.WireFormats;

/// <summary>The providers' own SDKs against the emulated provider.</summary>
public sealed class SdkTests
{
    private const string Model = "some-model";

    public static TheoryData<string> Sdks => ["openai", "anthropic", "ollama"];

    [Theory]
    [MemberData(nameof(Sdks))]
    public async Task An_sdk_reads_the_whole_answer_and_its_usage(string sdk)
    {
        await using var provider = await StartAsync();
        using var client = Client(sdk, provider.BaseUrl, "key");

        var response = await client.GetResponseAsync(Prompts.Asking(2), new() { MaxOutputTokens = 4096 });

        var truth = provider.RequestLog.Snapshot().ShouldHaveSingleItem();
        response.Text.ShouldStartWith("<output>");
        response.Text.ShouldEndWith("</output>");
        response.FinishReason.ShouldBe(ChatFinishReason.Stop);
        response.ModelId.ShouldBe(Model);
        response.Usage!.InputTokenCount.ShouldBe(truth.InputTokens);
        response.Usage.OutputTokenCount.ShouldBe(truth.OutputTokens);
        (truth.Format, truth.Personas, truth.Stream).ShouldBe((sdk, 2, false));
    }

    [Theory]
    [MemberData(nameof(Sdks))]
    public async Task An_sdk_streams_one_update_for_each_token_and_the_usage(string sdk)
    {
        await using var provider = await StartAsync();
        using var client = Client(sdk, provider.BaseUrl, "key");

        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync(Prompts.Asking(1), new() { MaxOutputTokens = 4096 }))
        {
            updates.Add(update);
        }

        var truth = provider.RequestLog.Snapshot().ShouldHaveSingleItem();
        var response = updates.ToChatResponse();
        response.Text.ShouldEndWith("</output>");
        updates.Count(update => update.Text.Length > 0).ShouldBe(truth.OutputTokens);
        response.Usage!.InputTokenCount.ShouldBe(truth.InputTokens);
        response.Usage.OutputTokenCount.ShouldBe(truth.OutputTokens);
        response.FinishReason.ShouldBe(ChatFinishReason.Stop);
        (truth.Stream, truth.ChunksNs.Count).ShouldBe((true, truth.OutputTokens));
    }

    [Theory]
    [MemberData(nameof(Sdks))]
    public async Task An_sdk_understands_that_an_answer_was_truncated(string sdk)
    {
        await using var provider = await StartAsync();
        using var client = Client(sdk, provider.BaseUrl, "key");

        var response = await client.GetResponseAsync(Prompts.Asking(1), new() { MaxOutputTokens = 20 });

        response.FinishReason.ShouldBe(ChatFinishReason.Length);
        response.Usage!.OutputTokenCount.ShouldBe(20);
    }

    [Theory]
    [MemberData(nameof(Sdks))]
    public async Task An_sdk_reports_a_wrong_key_and_a_server_error(string sdk)
    {
        await using var provider = await StartAsync();
        using var stranger = Client(sdk, provider.BaseUrl, "another");
        using var client = Client(sdk, provider.BaseUrl, "key");
        provider.Faults.Enqueue(Fault.OfStatus(500));

        var wrongKey = await Should.ThrowAsync<Exception>(() => stranger.GetResponseAsync("hello", new() { MaxOutputTokens = 10 }));
        var serverError = await Should.ThrowAsync<Exception>(() => client.GetResponseAsync("hello", new() { MaxOutputTokens = 10 }));

        Status(wrongKey).ShouldBe(401);
        Status(serverError).ShouldBe(500);
        provider.RequestLog.Snapshot().Select(record => record.Status).ShouldBe([401, 500]);
    }

    [Theory]
    [MemberData(nameof(Sdks))]
    public async Task An_sdk_notices_a_stream_that_is_cut(string sdk)
    {
        await using var provider = await StartAsync();
        using var client = Client(sdk, provider.BaseUrl, "key");
        provider.Faults.Enqueue(Fault.Parse("cut"));

        await Should.ThrowAsync<Exception>(async () =>
        {
            await foreach (var _ in client.GetStreamingResponseAsync(Prompts.Asking(1), new() { MaxOutputTokens = 4096 }))
            {
            }
        });
    }

    private static Task<EmulatedProvider> StartAsync() =>
        EmulatedProvider.StartAsync(new() { ApiKey = "key" }, TestContext.Current.CancellationToken);

    private static int? Status(Exception exception) => exception switch
    {
        ClientResultException openAI => openAI.Status,
        Anthropic.Exceptions.AnthropicApiException anthropic => (int)anthropic.StatusCode,
        HttpRequestException http => (int?)http.StatusCode,
        _ => null,
    };

    private static IChatClient Client(string sdk, Uri baseUrl, string key) => sdk switch
    {
        "openai" => new OpenAI.Chat.ChatClient(
            Model, new ApiKeyCredential(key), new OpenAIClientOptions { Endpoint = new(baseUrl, "v1"), RetryPolicy = new ClientRetryPolicy(0) })
            .AsIChatClient(),
        "anthropic" => new AnthropicClient { ApiKey = key, BaseUrl = baseUrl.ToString().TrimEnd('/'), MaxRetries = 0 }.AsIChatClient(Model),
        _ => new OllamaApiClient(
            new HttpClient { BaseAddress = baseUrl, DefaultRequestHeaders = { Authorization = new("Bearer", key) } }, Model),
    };
}
