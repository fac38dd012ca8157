using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Persona.Bench.Core.Providers;

namespace Persona.Bench.Worker.Tests.Providers;

/// <summary>An answer in the providers' documented wire formats.</summary>
internal sealed record WireAnswer(string Text)
{
    public const string Model = "model-as-reported";

    /// <summary>In the provider's own terms; null if the stream ends without one.</summary>
    public string? Finish { get; init; } = "";

    public (int Input, int Output)? Usage { get; init; } = (321, 45);

    /// <summary>How long the server waits in the middle. Without it, all of the answer may arrive at once.</summary>
    public TimeSpan Pause { get; init; }

    public async Task SendAsync(ProviderKind kind, HttpContext context)
    {
        context.Response.ContentType = kind is ProviderKind.Ollama ? "application/x-ndjson" : "text/event-stream";
        var frames = Frames(kind).ToArray();
        foreach (var (number, frame) in frames.Index())
        {
            if (number == frames.Length / 2)
                await Task.Delay(Pause, context.RequestAborted);
            await context.Response.WriteAsync(frame);
            await context.Response.Body.FlushAsync();
        }
    }

    public IEnumerable<string> Frames(ProviderKind kind) => kind switch
    {
        ProviderKind.Anthropic => Anthropic(),
        ProviderKind.Gemini => Gemini(),
        ProviderKind.Ollama => Ollama(),
        _ => OpenAI(),
    };

    public static string FinishOf(ProviderKind kind, string what) => (kind, what) switch
    {
        (ProviderKind.Anthropic, "length") => "max_tokens",
        (ProviderKind.Anthropic, "refusal") => "refusal",
        (ProviderKind.Anthropic, _) => "end_turn",
        (ProviderKind.Gemini, "length") => "MAX_TOKENS",
        (ProviderKind.Gemini, "refusal") => "SAFETY",
        (ProviderKind.Gemini, _) => "STOP",
        (_, "length") => "length",
        (_, "refusal") => "content_filter",
        _ => "stop",
    };

    private IEnumerable<string> Chunks() => Text.Chunk(40).Select(part => new string(part));

    private static string Data(object value) => $"data: {JsonSerializer.Serialize(value)}\n\n";

    private static string Event(string type, object value) => $"event: {type}\n{Data(value)}";

    private IEnumerable<string> OpenAI()
    {
        object Chunk(object[] choices, object? usage = null) =>
            new { id = "chatcmpl-1", @object = "chat.completion.chunk", created = 1_700_000_000, model = Model, choices, usage };
        object Choice(object delta, string? finish = null) => new { index = 0, delta, finish_reason = finish };
        yield return Data(Chunk([Choice(new { role = "assistant", content = "" })]));
        foreach (var part in Chunks())
            yield return Data(Chunk([Choice(new { content = part })]));
        if (Finish is not null)
            yield return Data(Chunk([Choice(new { }, Finish.Length == 0 ? "stop" : Finish)]));
        if (Usage is { } usage)
            yield return Data(Chunk([], new { prompt_tokens = usage.Input, completion_tokens = usage.Output, total_tokens = usage.Input + usage.Output }));
        if (Finish is not null)
            yield return "data: [DONE]\n\n";
    }

    private IEnumerable<string> Anthropic()
    {
        var (input, output) = Usage ?? (0, 0);
        yield return Event("message_start", new
        {
            type = "message_start",
            message = new
            {
                id = "msg_1",
                type = "message",
                role = "assistant",
                content = Array.Empty<object>(),
                model = Model,
                stop_reason = (string?)null,
                stop_sequence = (string?)null,
                usage = new { input_tokens = input, output_tokens = Math.Min(output, 1) },
            },
        });
        yield return Event("content_block_start", new { type = "content_block_start", index = 0, content_block = new { type = "text", text = "" } });
        yield return Event("ping", new { type = "ping" });
        foreach (var part in Chunks())
            yield return Event("content_block_delta", new { type = "content_block_delta", index = 0, delta = new { type = "text_delta", text = part } });
        yield return Event("content_block_stop", new { type = "content_block_stop", index = 0 });
        if (Finish is null)
            yield break;
        var reason = Finish.Length == 0 ? "end_turn" : Finish;
        yield return Event("message_delta", new
        {
            type = "message_delta",
            delta = new { stop_reason = reason, stop_sequence = (string?)null },
            usage = new { output_tokens = output },
        });
        yield return Event("message_stop", new { type = "message_stop" });
    }

    private IEnumerable<string> Gemini()
    {
        object Content(string text) => new { parts = new[] { new { text } }, role = "model" };
        foreach (var part in Chunks())
            yield return Data(new { candidates = new[] { new { content = Content(part), index = 0 } }, modelVersion = Model, responseId = "gemini-1" });
        if (Finish is null)
            yield break;
        var finish = Finish.Length == 0 ? "STOP" : Finish;
        var last = new { candidates = new[] { new { content = Content(""), finishReason = finish, index = 0 } }, modelVersion = Model, responseId = "gemini-1" };
        yield return Usage is not { } usage
            ? Data(last)
            : Data(new
            {
                last.candidates,
                usageMetadata = new { promptTokenCount = usage.Input, candidatesTokenCount = usage.Output, totalTokenCount = usage.Input + usage.Output },
                last.modelVersion,
                last.responseId,
            });
    }

    private IEnumerable<string> Ollama()
    {
        const string Created = "2025-01-01T00:00:00.000000Z";
        foreach (var part in Chunks())
            yield return Line(new { model = Model, created_at = Created, message = new { role = "assistant", content = part }, done = false });
        if (Finish is null)
            yield break;
        var (input, output) = Usage ?? (0, 0);
        yield return Line(new
        {
            model = Model,
            created_at = Created,
            message = new { role = "assistant", content = "" },
            done = true,
            done_reason = Finish.Length == 0 ? "stop" : Finish,
            total_duration = 5_000_000_000,
            load_duration = 1_000_000,
            prompt_eval_count = input,
            prompt_eval_duration = 1_000_000,
            eval_count = output,
            eval_duration = 1_000_000,
        });
    }

    private static string Line(object value) => JsonSerializer.Serialize(value) + "\n";
}
