using System.Text.Json;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Emulator.GroundTruth;

namespace Persona.Bench.Emulator.Tests.Serving;

/// <summary>Every fault in every format, streaming and not.</summary>
public sealed class FaultsOverHttpTests
{
    public static MatrixTheoryData<string, bool> Ways => new(RawClient.Formats, [true, false]);

    public static MatrixTheoryData<string, int> Errors => new(RawClient.Formats, [401, 403, 404, 429, 500, 503, 529]);

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task An_error_status_comes_in_the_providers_own_format(string format, int status)
    {
        await using var provider = await StartAsync();
        using var client = new RawClient(provider.BaseUrl);
        provider.Faults.Enqueue(Fault.OfStatus(status, retryAfterSeconds: 7));

        var answer = await client.AskAsync(format, stream: true, Prompts.Asking(1));
        var next = await client.AskAsync(format, stream: true, Prompts.Asking(1));

        ((int)answer.Status).ShouldBe(status);
        answer.Header("Retry-After").ShouldBe("7");
        ShouldBeError(format, status, answer);
        ((int)next.Status).ShouldBe(200);
        var truth = provider.RequestLog.Snapshot()[0];
        (truth.Status, truth.Fault, truth.End, truth.OutputTokens).ShouldBe((status, $"{status}", RequestEnd.Completed, 0));
    }

    [Fact]
    public async Task Retry_After_is_left_out_where_the_fault_names_none()
    {
        await using var provider = await StartAsync();
        using var client = new RawClient(provider.BaseUrl);
        provider.Faults.Enqueue(Fault.OfStatus(429));

        (await client.AskAsync("openai", stream: false, "hello")).Header("Retry-After").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_hang_lasts_until_the_client_leaves(string format, bool stream)
    {
        await using var provider = await StartAsync();
        using var client = new RawClient(provider.BaseUrl);
        using var leaving = new CancellationTokenSource();
        provider.Faults.Enqueue(Fault.Parse("hang"));

        var asking = client.SendAsync(format, stream, Prompts.Asking(1), null, 4096, leaving.Token);
        await Patience.UntilAsync(() => provider.Faults.Pending == 0, "the request to arrive");
        asking.IsCompleted.ShouldBeFalse();
        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        await Patience.UntilAsync(() => provider.RequestLog.Total == 1, "the end of the request");
        var truth = provider.RequestLog.Snapshot()[0];
        (truth.End, truth.Fault, truth.Status).ShouldBe((RequestEnd.ClientLeft, "hang", 0));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_hang_in_mid_stream_leaves_half_of_the_answer(string format, bool stream)
    {
        await using var provider = await StartAsync();
        using var client = new RawClient(provider.BaseUrl);
        provider.Faults.Enqueue(Fault.Parse("hang-mid-stream"));

        using (var response = await client.SendAsync(format, stream, Prompts.Asking(1), null, 4096, CancellationToken.None))
        {
            ((int)response.StatusCode).ShouldBe(200);
            await using var body = await response.Content.ReadAsStreamAsync();
            (await body.ReadAsync(new byte[10])).ShouldBeGreaterThan(0);
            provider.RequestLog.Total.ShouldBe(0);
        }

        await Patience.UntilAsync(() => provider.RequestLog.Total == 1, "the end of the request");
        var truth = provider.RequestLog.Snapshot()[0];
        (truth.End, truth.Fault).ShouldBe((RequestEnd.ClientLeft, "hang-mid-stream"));
        truth.ChunksNs.Count.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_cut_connection_is_an_error_at_the_client(string format, bool stream)
    {
        await using var provider = await StartAsync();
        using var client = new RawClient(provider.BaseUrl);
        provider.Faults.Enqueue(Fault.Parse("cut"));

        await Should.ThrowAsync<HttpRequestException>(() => client.AskAsync(format, stream, Prompts.Asking(1)));

        var truth = provider.RequestLog.Snapshot().ShouldHaveSingleItem();
        (truth.End, truth.Fault).ShouldBe((RequestEnd.Cut, "cut"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_bad_body_breaks_the_transports_json_and_a_bad_answer_only_the_text(string format, bool stream)
    {
        await using var provider = await StartAsync();
        using var client = new RawClient(provider.BaseUrl);
        provider.Faults.Enqueue(Fault.Parse("bad-body"));
        provider.Faults.Enqueue(Fault.Parse("bad-json"));

        var badBody = await client.AskAsync(format, stream, Prompts.Asking(1));
        var badJson = await client.AskAsync(format, stream, Prompts.Asking(1));

        ((int)badBody.Status).ShouldBe(200);
        Should.Throw<JsonException>(() => badBody.Documents());
        var text = badJson.Text(format);
        text.ShouldEndWith("</output>");
        Should.Throw<JsonException>(() => JsonDocument.Parse(text["<output>".Length..^"</output>".Length]));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task One_persona_less_is_given_and_half_an_answer_is_marked_as_truncated(string format, bool stream)
    {
        await using var provider = await StartAsync();
        using var client = new RawClient(provider.BaseUrl);
        provider.Faults.Enqueue(Fault.Parse("too-few"));
        provider.Faults.Enqueue(Fault.Parse("truncated"));

        var tooFew = await client.AskAsync(format, stream, Prompts.Asking(3));
        var truncated = await client.AskAsync(format, stream, Prompts.Asking(1));

        using var json = JsonDocument.Parse(tooFew.Text(format)["<output>".Length..^"</output>".Length]);
        json.RootElement.GetProperty("personas").GetArrayLength().ShouldBe(2);
        truncated.Text(format).ShouldNotContain("</output>");
        truncated.FinishReason(format).ShouldBe(format switch { "anthropic" => "max_tokens", "gemini" => "MAX_TOKENS", _ => "length" });
        truncated.Usage(format).Output.ShouldBe(provider.RequestLog.Snapshot()[1].OutputTokens);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_refusal_has_the_providers_finish_reason_and_no_personas(string format, bool stream)
    {
        await using var provider = await StartAsync();
        using var client = new RawClient(provider.BaseUrl);
        provider.Faults.Enqueue(Fault.Parse("refusal"));

        var answer = await client.AskAsync(format, stream, Prompts.Asking(3));

        answer.FinishReason(format).ShouldBe(
            format switch { "openai" => "content_filter", "anthropic" => "refusal", "gemini" => "SAFETY", _ => "stop" });
        answer.Text(format).ShouldBe(format == "ollama" ? "I'm sorry, but I can't help with that request." : "");
        answer.Usage(format).Output.ShouldBe(provider.RequestLog.Snapshot()[0].OutputTokens);
    }

    private static Task<EmulatedProvider> StartAsync() => EmulatedProvider.StartAsync(new(), TestContext.Current.CancellationToken);

    private static void ShouldBeError(string format, int status, RawAnswer answer)
    {
        var json = answer.Documents().ShouldHaveSingleItem();
        var error = json.GetProperty("error");
        switch (format)
        {
            case "openai":
                error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
                error.GetProperty("code").GetString().ShouldBe(
                    status switch { 401 => "invalid_api_key", 403 => "unsupported_country_region_territory", 404 => "model_not_found", 429 => "rate_limit_exceeded", _ => null });
                break;
            case "anthropic":
                json.GetProperty("type").GetString().ShouldBe("error");
                json.GetProperty("request_id").GetString().ShouldBe(answer.Header("request-id"));
                error.GetProperty("type").GetString().ShouldBe(status switch
                {
                    401 => "authentication_error",
                    403 => "permission_error",
                    404 => "not_found_error",
                    429 => "rate_limit_error",
                    529 => "overloaded_error",
                    _ => "api_error",
                });
                break;
            case "gemini":
                error.GetProperty("code").GetInt32().ShouldBe(status);
                error.GetProperty("status").GetString().ShouldBe(status switch
                {
                    401 => "UNAUTHENTICATED",
                    403 => "PERMISSION_DENIED",
                    404 => "NOT_FOUND",
                    429 => "RESOURCE_EXHAUSTED",
                    503 => "UNAVAILABLE",
                    _ => "INTERNAL",
                });
                break;
            default:
                error.GetString().ShouldNotBeNullOrEmpty();
                break;
        }
    }
}
