using System.Collections.Concurrent;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Providers;
using Persona.Bench.Emulator;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Worker.Generation;

namespace Persona.Bench.Worker.Tests.Providers;

/// <summary>
/// What real servers send, played by the emulator over a real socket. Where meaning is clear the answer counts, with the right numbers;
/// where it is not, the error has a kind and the provider's words.
/// </summary>
public sealed class QuirkTests(QuirkTests.Server server) : IClassFixture<QuirkTests.Server>
{
    private const int ReasoningTokens = 40;

    private static readonly Dictionary<string, ProviderKind> Kinds = new()
    {
        ["openai"] = ProviderKind.OpenAICompatible,
        ["anthropic"] = ProviderKind.Anthropic,
        ["gemini"] = ProviderKind.Gemini,
        ["ollama"] = ProviderKind.Ollama,
    };

    /// <summary>The quirks that do not leave the answer as it is.</summary>
    private static readonly Dictionary<string, (ErrorKind Kind, string Words)> Errors = new()
    {
        ["finish-max_tokens"] = (ErrorKind.Truncated, "raise max_tokens"),
        ["finish-model_length"] = (ErrorKind.Truncated, "context is full"),
        ["finish-model_context_window_exceeded"] = (ErrorKind.Truncated, "context is full"),
        ["finish-content_filter"] = (ErrorKind.RefusedContent, "(content_filter)"),
        ["finish-refusal"] = (ErrorKind.RefusedContent, "(refusal)"),
        ["finish-RECITATION"] = (ErrorKind.RefusedContent, "(RECITATION)"),
        ["finish-error"] = (ErrorKind.Server, "ended the answer with 'error'"),
        ["finish-abort"] = (ErrorKind.Server, "'abort'"),
        ["finish-insufficient_system_resource"] = (ErrorKind.Server, "'insufficient_system_resource'"),
        ["finish-OTHER"] = (ErrorKind.Server, "'OTHER'"),
        ["finish-MALFORMED_FUNCTION_CALL"] = (ErrorKind.Server, "'MALFORMED_FUNCTION_CALL'"),
        ["finish-UNEXPECTED_TOOL_CALL"] = (ErrorKind.Server, "'UNEXPECTED_TOOL_CALL'"),
        ["finish-tool_calls"] = (ErrorKind.NoResult, "called a tool"),
        ["finish-pause_turn"] = (ErrorKind.NoResult, "paused"),
        ["finish-load"] = (ErrorKind.NoResult, "only loaded the model"),
        ["block-reason"] = (ErrorKind.RefusedContent, "PROHIBITED_CONTENT"),
        ["refusal-text"] = (ErrorKind.RefusedContent, "I cannot help with that."),
        ["error-in-stream"] = (ErrorKind.Server, "The engine is overloaded"),
        ["error-event"] = (ErrorKind.Server, "The engine is overloaded"),
        ["error-text-event"] = (ErrorKind.Server, "The engine is overloaded"),
        ["error-in-choice"] = (ErrorKind.Server, "The engine is overloaded"),
        ["error-line"] = (ErrorKind.Server, "The engine is overloaded"),
        ["error-bare"] = (ErrorKind.Server, "The engine is overloaded"),
        ["error-in-lines"] = (ErrorKind.Server, "The engine is overloaded"),
        ["error-200"] = (ErrorKind.Server, "The engine is overloaded"),
        ["html-200"] = (ErrorKind.BadJson, "an HTML page, \"Sign in & continue\""),
        ["html-502"] = (ErrorKind.Server, "an HTML page, \"502 Bad Gateway\" (after 3 tries)"),
        ["validation-422"] = (ErrorKind.BadRequest, "set stream_options: false (body.stream_options: Extra inputs are not permitted)"),
        ["refuses-max-tokens"] = (ErrorKind.BadRequest, "set max_tokens_field: max_completion_tokens"),
        ["refuses-temperature"] = (ErrorKind.BadRequest, "set temperature: none"),
        ["no-credit"] = (ErrorKind.Quota, "You exceeded your current quota"),
        ["should-not-retry"] = (ErrorKind.Server, "The server had an error"),
        ["redirect"] = (ErrorKind.BadRequest, "redirects to https://models.example/v2/chat: set base_url"),
    };

    /// <summary>Statuses that pass, so that another try succeeds.</summary>
    private static readonly HashSet<string> Transient = ["retry-after-ms", "retry-info", "limit-reset", "conflict-409"];

    private static readonly HashSet<string> Retried = ["html-502"];

    private static readonly HashSet<string> WithoutUsage = ["no-usage", "done-before-usage", "stays-open-after-finish"];

    private static readonly HashSet<string> WithoutStream = ["whole", "at-once", "compressed"];

    private static readonly HashSet<string> WithReasoning = ["reasoning_content", "reasoning", "reasoning-parts", "thinking"];

    public static TheoryData<string, string> All =>
        [.. EmulatedProvider.Quirks.SelectMany(quirk => quirk.Formats.Select(format => (quirk.Name, format)))];

    [Theory]
    [MemberData(nameof(All))]
    public void Is_measured_for_what_it_is(string quirk, string format)
    {
        var (result, truth) = server.Find(quirk, format);

        if (Errors.TryGetValue(quirk, out var error))
        {
            result.ErrorKind.ShouldBe(error.Kind, result.ErrorDetail);
            result.ErrorDetail!.ShouldContain(error.Words);
            result.ApiCalls.ShouldBe(Retried.Contains(quirk) ? 3 : 1);
            return;
        }

        result.ErrorDetail.ShouldBeNull();
        result.Outcome.ShouldBe(IterationOutcome.Succeeded);
        result.PersonasValid.ShouldBe(1);
        result.ApiCalls.ShouldBe(Transient.Contains(quirk) ? 2 : 1);
        var hidden = quirk is "reasoning-in-total-only" or "hidden-reasoning" ? ReasoningTokens : 0;
        result.InputTokens.ShouldBe(WithoutUsage.Contains(quirk) || quirk == "usage-of-output-only" ? null : truth.InputTokens);
        result.OutputTokens.ShouldBe(WithoutUsage.Contains(quirk) ? null : truth.OutputTokens + hidden);
        result.ReasoningTokens.ShouldBe(hidden > 0 ? hidden : null);
        var cached = format == "anthropic" && !WithoutUsage.Contains(quirk) ? 0 : (long?)null;
        result.CachedInputTokens.ShouldBe(quirk == "cached-input" ? truth.InputTokens : cached);
        result.IsCompressed.ShouldBe(quirk == "compressed");
        result.ArrivedAtOnce.ShouldNotBeNull().ShouldBe(WithoutStream.Contains(quirk));
        if (WithoutStream.Contains(quirk))
        {
            (result.TimeToFirstTokenMs, result.FirstOutputTokenMs, result.LongestGapMs).ShouldBe((null, null, null));
            return;
        }

        result.TimeToFirstTokenMs.ShouldNotBeNull();
        (result.TimeToFirstTokenMs < result.FirstOutputTokenMs).ShouldBe(WithReasoning.Contains(quirk));
        result.LongestGapMs.ShouldNotBeNull();
    }

    [Fact]
    public void Every_quirk_with_an_error_exists() =>
        Errors.Keys.Concat(Transient).Concat(WithoutUsage).Concat(WithoutStream).Concat(WithReasoning).Except(EmulatedProvider.Quirks.Select(quirk => quirk.Name)).ShouldBeEmpty();

    /// <summary>Plays all quirks, several at a time, to providers whose answers take long enough to arrive in parts.</summary>
    public sealed class Server : IAsyncLifetime
    {
        private const int AtATime = 16;

        private readonly ConcurrentDictionary<(string Quirk, string Format), GenerationResult> _results = new();
        private readonly ConcurrentDictionary<string, GenerationResult> _truths = new();

        public async ValueTask InitializeAsync()
        {
            var left = new ConcurrentQueue<(string? Quirk, string Format)>(
                [.. Kinds.Keys.Select(format => ((string?)null, format)), .. EmulatedProvider.Quirks.SelectMany(quirk => quirk.Formats.Select(format => (quirk.Name, format)))]);
            await Task.WhenAll(Enumerable.Range(0, AtATime).Select(_ => PlayAsync(left)));
        }

        internal (GenerationResult Result, GenerationResult Truth) Find(string quirk, string format) => (_results[(quirk, format)], _truths[format]);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private async Task PlayAsync(ConcurrentQueue<(string? Quirk, string Format)> left)
        {
            var token = TestContext.Current.CancellationToken;
            await using var provider = await EmulatedProvider.StartAsync(new EmulatorOptions { Profile = "constant:1000/400" }, token);
            while (left.TryDequeue(out var next))
            {
                if (next.Quirk is { } quirk)
                    provider.Faults.Enqueue(Fault.Parse(quirk), Transient.Contains(quirk) ? 1 : 3);
                await using var generator = ProviderCase.Generator(Kinds[next.Format], provider.BaseUrl);
                var result = await generator.GenerateAsync(ProviderCase.Request(), token);
                provider.Faults.Clear();
                if (next.Quirk is { } played)
                    _results[(played, next.Format)] = result;
                else
                    _truths[next.Format] = result;
            }
        }
    }
}
