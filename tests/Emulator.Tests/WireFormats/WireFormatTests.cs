using System.Text.Json;

namespace Persona.Bench.Emulator.Tests.WireFormats;

public sealed class WireFormatTests
{
    public static MatrixTheoryData<string, bool> Ways => new(RawClient.Formats, [true, false]);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Text_usage_and_chunks_agree_with_the_ground_truth(string format, bool stream)
    {
        await using var provider = await EmulatedProvider.StartAsync(new(), TestContext.Current.CancellationToken);
        using var client = new RawClient(provider.BaseUrl);

        var answer = await client.AskAsync(format, stream, Prompts.Asking(3));

        var truth = provider.RequestLog.Snapshot().ShouldHaveSingleItem();
        ((int)answer.Status).ShouldBe(200);
        answer.Usage(format).ShouldBe((truth.InputTokens, truth.OutputTokens));
        answer.Texts(format).Count.ShouldBe(stream ? truth.OutputTokens : 1);
        using var json = JsonDocument.Parse(answer.Text(format)["<output>".Length..^"</output>".Length]);
        json.RootElement.GetProperty("personas").GetArrayLength().ShouldBe(3);
        answer.FinishReason(format).ShouldBe(format switch { "anthropic" => "end_turn", "gemini" => "STOP", _ => "stop" });
        answer.Header(format == "anthropic" ? "request-id" : "x-request-id").ShouldBe(truth.RequestId);
        (truth.Format, truth.Model, truth.Stream, truth.Status, truth.Fault).ShouldBe((format, "some-model", stream, 200, null));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_same_seed_and_prompt_give_the_same_text_in_every_format(string format, bool stream)
    {
        await using var provider = await EmulatedProvider.StartAsync(new() { Seed = 4 }, TestContext.Current.CancellationToken);
        await using var another = await EmulatedProvider.StartAsync(new() { Seed = 4 }, TestContext.Current.CancellationToken);
        using var client = new RawClient(provider.BaseUrl);
        using var anotherClient = new RawClient(another.BaseUrl);

        var answer = await client.AskAsync(format, stream, Prompts.Asking(1));
        var again = await anotherClient.AskAsync("openai", true, Prompts.Asking(1));

        answer.Text(format).ShouldBe(again.Text("openai"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_token_limit_is_kept(string format, bool stream)
    {
        await using var provider = await EmulatedProvider.StartAsync(new(), TestContext.Current.CancellationToken);
        using var client = new RawClient(provider.BaseUrl);

        var answer = await client.AskAsync(format, stream, Prompts.Asking(1), maxTokens: 7);

        answer.Usage(format).Output.ShouldBe(7);
        answer.FinishReason(format).ShouldBe(format switch { "anthropic" => "max_tokens", "gemini" => "MAX_TOKENS", _ => "length" });
    }

    [Fact]
    public async Task An_anthropic_stream_has_the_events_in_their_order()
    {
        await using var provider = await EmulatedProvider.StartAsync(new(), TestContext.Current.CancellationToken);
        using var client = new RawClient(provider.BaseUrl);

        var answer = await client.AskAsync("anthropic", stream: true, Prompts.Asking(1), maxTokens: 2);

        var events = answer.Body.Split('\n').Where(line => line.StartsWith("event: ", StringComparison.Ordinal)).Select(line => line["event: ".Length..]);
        events.ShouldBe(
        [
            "message_start", "content_block_start", "ping", "content_block_delta", "content_block_delta", "content_block_stop",
            "message_delta", "message_stop",
        ]);
        answer.Documents().Select(document => document.GetProperty("type").GetString()).ShouldBe(events);
    }

    [Fact]
    public async Task An_openai_stream_reports_usage_only_when_asked_and_ends_with_done()
    {
        await using var provider = await EmulatedProvider.StartAsync(new(), TestContext.Current.CancellationToken);
        using var client = new RawClient(provider.BaseUrl);

        var answer = await client.AskAsync("openai", stream: true, "hello");
        using var plain = await client.Http.PostAsync(
            new Uri(provider.BaseUrl, "v1/chat/completions"),
            new StringContent("""{"model":"m","stream":true,"messages":[{"role":"user","content":[{"type":"text","text":"hello"}]}]}"""));

        answer.Body.ShouldEndWith("data: [DONE]\n\n");
        answer.Documents()[^1].GetProperty("choices").GetArrayLength().ShouldBe(0);
        (await plain.Content.ReadAsStringAsync()).ShouldNotContain("usage");
        provider.RequestLog.Snapshot().Select(record => record.PromptHash).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("v1/chat/completions", "{", "error.message")]
    [InlineData("v1/chat/completions", "{}", "error.message")]
    [InlineData("v1/chat/completions", "[]", "error.message")]
    [InlineData("v1/chat/completions", """{"model":"m","messages":[]}""", "error.message")]
    [InlineData("v1/chat/completions", """{"model":"m","messages":["x"]}""", "error.message")]
    [InlineData("v1/messages", """{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"x"}]}""", "error.message")]
    [InlineData("v1beta/models/m:generateContent", "{}", "error.message")]
    [InlineData("v1beta/models/m:streamGenerateContent", """{"contents":[{"parts":[{"text":"x"}]}]}""", "error.message")]
    [InlineData("api/chat", """{"model":1}""", "error")]
    [InlineData("api/chat", """{"model":"m","stream":"yes","messages":[{"role":"user","content":"x"}]}""", "error")]
    public async Task A_request_that_the_provider_would_not_take_is_refused_with_400(string path, string body, string message)
    {
        await using var provider = await EmulatedProvider.StartAsync(new(), TestContext.Current.CancellationToken);
        using var client = new RawClient(provider.BaseUrl);

        using var response = await client.Http.PostAsync(new Uri(provider.BaseUrl, path), new StringContent(body));

        ((int)response.StatusCode).ShouldBe(400);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        message.Split('.').Aggregate(json.RootElement, (element, name) => element.GetProperty(name)).GetString().ShouldNotBeNullOrEmpty();
        provider.RequestLog.Snapshot().ShouldHaveSingleItem().Status.ShouldBe(400);
    }
}
