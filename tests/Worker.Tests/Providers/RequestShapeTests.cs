using System.Text.Json;
using Persona.Bench.Core.Providers;

namespace Persona.Bench.Worker.Tests.Providers;

public sealed class RequestShapeTests
{
    [Theory]
    [InlineData(ProviderKind.OpenAI)]
    [InlineData(ProviderKind.OpenAICompatible)]
    [InlineData(ProviderKind.Emulated)]
    public async Task OpenAI_is_asked_for_a_streamed_chat_completion_with_usage(ProviderKind kind)
    {
        var request = await ReceivedAsync(kind);

        request.Target.ShouldBe("/v1/chat/completions");
        if (kind is ProviderKind.Emulated)
            request.Headers.ShouldNotContainKey("Authorization");
        else
            request.Headers["Authorization"].ShouldBe("Bearer " + ProviderCase.Key);
        var body = request.Json;
        var maxTokens = kind is ProviderKind.OpenAI ? "max_completion_tokens" : "max_tokens";
        Names(body).ShouldBe([maxTokens, "messages", "model", "stream", "stream_options", "temperature"]);
        body.GetProperty("model").GetString().ShouldBe("some-model");
        body.GetProperty(maxTokens).GetRawText().ShouldBe("4096");
        body.GetProperty("temperature").GetRawText().ShouldBe("0.7");
        body.GetProperty("stream").GetBoolean().ShouldBeTrue();
        body.GetProperty("stream_options").GetRawText().ShouldBe("""{"include_usage":true}""");
        ShouldBeOneUserMessage(body.GetProperty("messages"));
    }

    [Fact]
    public async Task Anthropic_is_asked_for_a_streamed_message()
    {
        var request = await ReceivedAsync(ProviderKind.Anthropic);

        request.Target.ShouldBe("/v1/messages");
        request.Headers["x-api-key"].ShouldBe(ProviderCase.Key);
        request.Headers["anthropic-version"].ShouldBe("2023-06-01");
        request.Headers.ShouldNotContainKey("Authorization");
        var body = request.Json;
        Names(body).ShouldBe(["max_tokens", "messages", "model", "stream", "temperature"]);
        body.GetProperty("model").GetString().ShouldBe("some-model");
        body.GetProperty("max_tokens").GetRawText().ShouldBe("4096");
        body.GetProperty("temperature").GetRawText().ShouldBe("0.7");
        body.GetProperty("stream").GetBoolean().ShouldBeTrue();
        ShouldBeOneUserMessage(body.GetProperty("messages"));
    }

    [Fact]
    public async Task Gemini_is_asked_for_streamed_content_with_the_key_in_a_header()
    {
        var request = await ReceivedAsync(ProviderKind.Gemini);

        request.Target.ShouldBe("/v1beta/models/some-model:streamGenerateContent?alt=sse");
        request.Headers["x-goog-api-key"].ShouldBe(ProviderCase.Key);
        var body = request.Json;
        Names(body).ShouldBe(["contents", "generationConfig"]);
        body.GetProperty("generationConfig").GetRawText().ShouldBe("""{"maxOutputTokens":4096,"temperature":0.7}""");
        var content = body.GetProperty("contents").EnumerateArray().ShouldHaveSingleItem();
        content.GetProperty("role").GetString().ShouldBe("user");
        content.GetProperty("parts").EnumerateArray().ShouldHaveSingleItem().GetProperty("text").GetString()!.ShouldContain("1 distinct user persona");
    }

    [Fact]
    public async Task Ollama_is_asked_for_a_streamed_chat()
    {
        var request = await ReceivedAsync(ProviderKind.Ollama);

        request.Target.ShouldBe("/api/chat");
        request.Headers.ShouldNotContainKey("Authorization");
        var body = request.Json;
        body.GetProperty("model").GetString().ShouldBe("some-model");
        body.GetProperty("stream").GetBoolean().ShouldBeTrue();
        body.GetProperty("options").GetProperty("temperature").GetRawText().ShouldBe("0.7");
        body.GetProperty("options").GetProperty("num_predict").GetRawText().ShouldBe("4096");
        Names(body).ShouldBe(["messages", "model", "options", "stream"]);
        Names(body.GetProperty("options")).ShouldBe(["num_predict", "temperature"]);
        ShouldBeOneUserMessage(body.GetProperty("messages"));
    }

    private static async Task<ReceivedRequest> ReceivedAsync(ProviderKind kind)
    {
        await using var server = await StubServer.StartAsync(context => new WireAnswer(ProviderCase.Answer(1)).SendAsync(kind, context));
        await ProviderCase.GenerateAsync(kind, server.Url);
        return server.Requests.ShouldHaveSingleItem();
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name).Order()];

    private static void ShouldBeOneUserMessage(JsonElement messages)
    {
        var message = messages.EnumerateArray().ShouldHaveSingleItem();
        message.GetProperty("role").GetString().ShouldBe("user");
        message.GetProperty("content").GetRawText().ShouldContain("1 distinct user persona");
    }
}
