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
    public async Task Is_measured_for_what_it_is(string quirk, string format)
    {
        var (result, truth) = await server.GenerateAsync(quirk, Kinds[format], passes: Transient.Contains(quirk));

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

    /// <summary>One emulator; its answers take a tenth of a second, so that their parts arrive apart.</summary>
    public sealed class Server : IAsyncLifetime
    {
        private readonly SemaphoreSlim _one = new(1);
        private readonly ConcurrentDictionary<ProviderKind, IGenerator> _generators = new();
        private readonly Dictionary<ProviderKind, GenerationResult> _truths = [];
        private EmulatedProvider _provider = null!;

        public async ValueTask InitializeAsync() =>
            _provider = await EmulatedProvider.StartAsync(new EmulatorOptions { Profile = "fast", TimeScale = 0.1 }, TestContext.Current.CancellationToken);

        internal async Task<(GenerationResult Result, (int InputTokens, int OutputTokens) Truth)> GenerateAsync(string quirk, ProviderKind kind, bool passes)
        {
            await _one.WaitAsync();
            try
            {
                _provider.Faults.Clear();
                _provider.Faults.Enqueue(Fault.Parse(quirk), passes ? 1 : 3);
                var generator = _generators.GetOrAdd(kind, one => ProviderCase.Generator(one, _provider.BaseUrl));
                var result = await generator.GenerateAsync(ProviderCase.Request(), TestContext.Current.CancellationToken);
                _provider.Faults.Clear();
                if (!_truths.TryGetValue(kind, out var truth))
                    _truths[kind] = truth = await generator.GenerateAsync(ProviderCase.Request(), TestContext.Current.CancellationToken);
                return (result, ((int)truth.InputTokens!, (int)truth.OutputTokens!));
            }
            finally
            {
                _one.Release();
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var generator in _generators.Values)
                await generator.DisposeAsync();
            await _provider.DisposeAsync();
            _one.Dispose();
        }
    }
}
