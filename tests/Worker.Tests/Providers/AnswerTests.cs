using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Providers;
using Persona.Bench.Worker.Generation;

namespace Persona.Bench.Worker.Tests.Providers;

public sealed class AnswerTests
{
    public static TheoryData<ProviderKind> Kinds => ProviderCase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_streamed_answer_is_read_counted_and_timed(ProviderKind kind)
    {
        var pause = TimeSpan.FromMilliseconds(200);

        var result = await ProviderCase.GenerateAsync(kind, new WireAnswer(ProviderCase.Answer(2)) { Pause = pause }, ProviderCase.Request(2));

        result.ErrorDetail.ShouldBeNull();
        result.Outcome.ShouldBe(IterationOutcome.Succeeded);
        result.PersonasReturned.ShouldBe(2);
        result.PersonasValid.ShouldBe(2);
        result.InputTokens.ShouldBe(321);
        result.OutputTokens.ShouldBe(45);
        result.ApiCalls.ShouldBe(1);
        result.RetryMs.ShouldBe(0);
        result.ModelReported.ShouldBe(WireAnswer.Model);
        result.Response.ShouldBe(ProviderCase.Answer(2));
        result.Prompt.ShouldContain("2 distinct user personas");
        result.TimeToFirstTokenMs.ShouldNotBeNull().ShouldBeInRange(0, result.LatencyMs!.Value - (pause.TotalMilliseconds / 2));
        result.FirstOutputTokenMs.ShouldBe(result.TimeToFirstTokenMs);
        result.LongestGapMs.ShouldNotBeNull().ShouldBeInRange(pause.TotalMilliseconds / 2, result.LatencyMs.Value);
        result.ArrivedAtOnce.ShouldBe(false);
        result.Chunks.ShouldBe((ProviderCase.Answer(2).Length + 39) / 40);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Usage_that_is_not_reported_or_zero_is_unknown(ProviderKind kind)
    {
        var result = await ProviderCase.GenerateAsync(kind, new WireAnswer(ProviderCase.Answer(1)) { Usage = null });

        result.Outcome.ShouldBe(IterationOutcome.Succeeded);
        result.InputTokens.ShouldBeNull();
        result.OutputTokens.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_answer_at_the_token_limit_is_truncated(ProviderKind kind)
    {
        var answer = new WireAnswer(ProviderCase.Answer(1)[..120]) { Finish = WireAnswer.FinishOf(kind, "length") };

        var result = await ProviderCase.GenerateAsync(kind, answer);

        result.ErrorKind.ShouldBe(ErrorKind.Truncated);
        result.Outcome.ShouldBe(IterationOutcome.Failed);
        result.LatencyMs.ShouldBeNull();
        result.OutputTokens.ShouldBe(45);
    }

    [Theory]
    [InlineData(ProviderKind.OpenAI)]
    [InlineData(ProviderKind.Anthropic)]
    [InlineData(ProviderKind.Gemini)]
    public async Task A_filtered_answer_is_refused_content(ProviderKind kind)
    {
        var answer = new WireAnswer("I cannot") { Finish = WireAnswer.FinishOf(kind, "refusal") };

        (await ProviderCase.GenerateAsync(kind, answer)).ErrorKind.ShouldBe(ErrorKind.RefusedContent);
    }

    [Fact]
    public async Task A_prompt_that_Gemini_blocks_is_refused_content()
    {
        const string Blocked = """data: {"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{"promptTokenCount":9}}""" + "\n\n";

        (await AnswerAsync(ProviderKind.Gemini, Blocked)).ErrorKind.ShouldBe(ErrorKind.RefusedContent);
    }

    [Fact]
    public async Task A_refusal_of_OpenAI_is_refused_content()
    {
        const string Refusal =
            """data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","refusal":"I'm sorry"},"finish_reason":null}]}""" + "\n\n"
            + """data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""" + "\n\n"
            + "data: [DONE]\n\n";

        (await AnswerAsync(ProviderKind.OpenAI, Refusal)).ErrorKind.ShouldBe(ErrorKind.RefusedContent);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_connection_cut_in_the_middle_is_a_connection_fault_and_is_not_asked_again(ProviderKind kind)
    {
        await using var server = new CutServer(kind, new WireAnswer(ProviderCase.Answer(1)).Frames(kind).Take(5));

        var result = await ProviderCase.GenerateAsync(kind, server.Url);

        result.ErrorKind.ShouldBe(ErrorKind.Connection);
        result.ErrorDetail!.ShouldContain($"127.0.0.1:{server.Url.Port}");
        result.OutputTokens.ShouldBeNull();
        server.Connections.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_stream_that_ends_without_saying_so_is_a_connection_fault(ProviderKind kind)
    {
        var result = await ProviderCase.GenerateAsync(kind, new WireAnswer(ProviderCase.Answer(1)) { Finish = null, Usage = null });

        result.ErrorKind.ShouldBe(ErrorKind.Connection);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_answer_that_is_no_JSON_is_bad_json(ProviderKind kind)
    {
        var result = await ProviderCase.GenerateAsync(kind, new WireAnswer("<output>{\"personas\": [{]}</output>"));

        result.ErrorKind.ShouldBe(ErrorKind.BadJson);
        result.InputTokens.ShouldBe(321);
    }

    [Theory]
    [InlineData(ProviderKind.OpenAI, "data: {\"id\": \"1\", \"choices\": [{\n\n")]
    [InlineData(ProviderKind.OpenAI, "data: {\"choices\": 7}\n\n")]
    [InlineData(ProviderKind.Anthropic, "event: message_start\ndata: {\"type\": \n\n")]
    [InlineData(ProviderKind.Gemini, "data: {\"candidates\": {}}\n\n")]
    [InlineData(ProviderKind.Gemini, "data: nonsense\n\n")]
    [InlineData(ProviderKind.Ollama, "nonsense\n")]
    [InlineData(ProviderKind.Ollama, "{\"message\": 7}\n")]
    [InlineData(ProviderKind.OpenAI, "<html><body>captive portal</body></html>")]
    [InlineData(ProviderKind.Anthropic, "<html><body>captive portal</body></html>")]
    [InlineData(ProviderKind.Gemini, "<html><body>captive portal</body></html>")]
    [InlineData(ProviderKind.Ollama, "<html><body>captive portal</body></html>")]
    public async Task A_transport_that_cannot_be_read_is_bad_json(ProviderKind kind, string body)
    {
        var result = await AnswerAsync(kind, body);

        result.ErrorKind.ShouldBe(ErrorKind.BadJson);
        result.ErrorDetail!.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData(ProviderKind.OpenAI, "data: {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}\n\n", ErrorKind.Server)]
    [InlineData(ProviderKind.Anthropic, "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"overloaded\"}}\n\n", ErrorKind.Server)]
    [InlineData(ProviderKind.Anthropic, "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"overloaded\"}}\n\n", ErrorKind.RateLimited)]
    [InlineData(ProviderKind.Gemini, "data: {\"error\":{\"code\":503,\"message\":\"overloaded\"}}\n\n", ErrorKind.Server)]
    [InlineData(ProviderKind.Ollama, "{\"error\":\"overloaded\"}\n", ErrorKind.Server)]
    public async Task An_error_inside_of_the_stream_keeps_its_kind_and_words(ProviderKind kind, string body, ErrorKind expected)
    {
        var result = await AnswerAsync(kind, body);

        result.ErrorKind.ShouldBe(expected);
        result.ErrorDetail!.ShouldContain("overloaded");
    }

    [Fact]
    public async Task Too_few_personas_are_a_count_mismatch()
    {
        var result = await ProviderCase.GenerateAsync(ProviderKind.OpenAI, new WireAnswer(ProviderCase.Answer(2)), ProviderCase.Request(3));

        result.ErrorKind.ShouldBe(ErrorKind.CountMismatch);
        result.ErrorDetail.ShouldBe("2 of 3 personas in the answer");
        result.PersonasReturned.ShouldBe(2);
    }

    [Fact]
    public async Task Personas_of_which_none_matches_the_schema_are_invalid()
    {
        var result = await ProviderCase.GenerateAsync(ProviderKind.OpenAI, new WireAnswer("""{"personas":[{"name":"Ada"}]}"""));

        result.ErrorKind.ShouldBe(ErrorKind.InvalidPersona);
        result.PersonasReturned.ShouldBe(1);
        result.PersonasValid.ShouldBe(0);
    }

    [Fact]
    public async Task Some_invalid_personas_do_not_fail_the_iteration()
    {
        var text = ProviderCase.Answer(1).Replace("]}\n</output>", ""","nobody"]}""", StringComparison.Ordinal);

        var result = await ProviderCase.GenerateAsync(ProviderKind.OpenAI, new WireAnswer(text), ProviderCase.Request(2));

        result.Outcome.ShouldBe(IterationOutcome.Succeeded);
        result.PersonasReturned.ShouldBe(2);
        result.PersonasValid.ShouldBe(1);
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        await using var server = await StubServer.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            var comment = new byte[1024 * 1024];
            Array.Fill(comment, (byte)':');
            comment[^1] = (byte)'\n';
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(comment, context.RequestAborted);
        });

        var result = await ProviderCase.GenerateAsync(ProviderKind.Gemini, server.Url);

        result.ErrorKind.ShouldBe(ErrorKind.BadJson);
        result.ErrorDetail!.ShouldContain("longer than 64 MB");
    }

    [Fact]
    public async Task The_id_of_the_request_comes_from_the_header_or_else_from_the_body()
    {
        var answer = new WireAnswer(ProviderCase.Answer(1));
        await using var server = await StubServer.StartAsync((context, number) =>
        {
            if (number == 1)
                context.Response.Headers["x-request-id"] = "req-from-header";
            return answer.SendAsync(ProviderKind.OpenAI, context);
        });

        (await ProviderCase.GenerateAsync(ProviderKind.OpenAI, server.Url)).RequestId.ShouldBe("req-from-header");
        (await ProviderCase.GenerateAsync(ProviderKind.OpenAI, server.Url)).RequestId.ShouldBe("chatcmpl-1");
    }

    private static async Task<GenerationResult> AnswerAsync(ProviderKind kind, string body)
    {
        await using var server = await StubServer.StatusAsync(200, body);
        return await ProviderCase.GenerateAsync(kind, server.Url);
    }
}
