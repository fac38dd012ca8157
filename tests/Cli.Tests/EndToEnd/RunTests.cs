using Persona.Bench.Core.Iterations;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Emulator.GroundTruth;

namespace Persona.Bench.Cli.Tests.EndToEnd;

public sealed class RunTests : IAsyncDisposable
{
    private const string All = "--provider one --provider two --provider three --provider four";

    private readonly BenchFolder _folder = new();
    private ServedProvider? _provider;

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }
    }

    [Fact]
    public async Task Every_workload_is_measured_on_every_provider_once_and_interleaved()
    {
        await Serve("instant");

        var outcome = await _folder.RunAsync($"run --workload tiny --workload pair {All} --iterations 5 --seed 7 --format json", exitCode: 0);

        var run = await outcome.JsonAsync("run");
        (run.GetProperty("seed").GetInt32(), run.GetProperty("series").GetArrayLength()).ShouldBe((7, 8));
        var measurements = await _folder.MeasurementsAsync();
        measurements.Select(measurement => $"{measurement.Workload} {measurement.Provider} {measurement.Iteration}")
            .ShouldBe(Everything(5), ignoreOrder: true);
        ShouldAgreeWithTheGroundTruth(measurements);
        ShouldBeInterleaved(measurements);
    }

    [Fact]
    public async Task Calls_of_warm_ups_are_in_the_report_with_their_retries_and_in_no_figure()
    {
        _provider = await ServedProvider.StartAsync(scheduled: [new ScheduledFault(1, 1, Fault.Parse("429:1:1"))]);
        _folder.Configure(
            "default_provider: served",
            $"providers: {{served: {_provider.Compatible}}}",
            "workloads: {work: {inputs: [\"shipped:bike-share-survey.csv\"], input_bytes: 300, iterations: 3, warmups: 2}}");

        var outcome = await _folder.RunAsync("run --workload work --format json", exitCode: 0);

        var series = (await outcome.JsonAsync("run")).Series();
        series.GetProperty("warm_up").GetProperty("calls").GetInt32().ShouldBe(3);
        series.GetProperty("warm_up").Number("cost_usd").ShouldBeNull();
        series.GetProperty("measured").GetInt32().ShouldBe(3);
        _provider.Log.Count.ShouldBe(6);
        var run = await _folder.NewestRunAsync();
        foreach (var command in (string[])["show", "report --format markdown", "report --format html"])
        {
            (await _folder.RunAsync($"{command} {run.RunId}", exitCode: 0)).Output.ShouldContain("3 calls; not included in any figure", Case.Sensitive, command);
        }
    }

    [Fact]
    public async Task A_seed_repeats_the_prompts_and_texts_are_kept_only_when_asked_for()
    {
        await Serve("instant");

        await _folder.RunAsync("run --workload tiny --provider one --seed 7", exitCode: 0);
        await _folder.RunAsync("run --workload tiny --provider one --seed 7 --keep-text --store sqlite:kept/bench.db", exitCode: 0);
        await _folder.RunAsync("run --workload tiny --provider one --seed 8 --store sqlite:other/bench.db", exitCode: 0);

        var plain = await _folder.MeasurementsAsync();
        var kept = await _folder.MeasurementsAsync("kept/bench.db");
        var other = await _folder.MeasurementsAsync("other/bench.db");
        PromptsOf(kept).ShouldBe(PromptsOf(plain));
        PromptsOf(other).ShouldNotBe(PromptsOf(plain));
        kept.ShouldAllBe(measurement => measurement.PromptText != null && measurement.ResponseText != null);
        plain.ShouldAllBe(measurement => measurement.PromptText == null && measurement.ResponseText == null);
        foreach (var text in kept.SelectMany(measurement => new[] { measurement.PromptText!, measurement.ResponseText! }))
        {
            _folder.FilesWith(text[..40]).ShouldBe([Path.Combine("kept", "bench.db")]);
        }
    }

    [Fact]
    public async Task The_concurrency_asked_for_is_reached_and_never_exceeded()
    {
        await Serve("constant:100");

        await _folder.RunAsync("run --workload warm --provider one --provider two --iterations 12 --concurrency 3", exitCode: 0);

        MostAtOnce(_provider!.Log).ShouldBe(3);
    }

    private async Task Serve(string profile)
    {
        _provider = await ServedProvider.StartAsync(profile, apiKey: "some-key");
        var root = $"http://127.0.0.1:{_provider.Port}";
        _folder.Environment["SOME_KEY"] = "some-key";
        _folder.Configure(
            $"""
            providers:
              one: {_provider.Compatible[..^1]}, api_key_env: SOME_KEY{'}'}
              two: {'{'}kind: anthropic, base_url: "{root}", model: claude-x, api_key_env: SOME_KEY{'}'}
              three: {'{'}kind: gemini, base_url: "{root}", model: gemini-x, api_key_env: SOME_KEY{'}'}
              four: {'{'}kind: ollama, base_url: "{root}", model: "llama:x", api_key_env: SOME_KEY{'}'}
            workloads:
              {BenchFolder.Tiny}
              pair: {'{'}inputs: ["shipped:budgeting-interviews.md"], input_bytes: 900, personas: 2, warmups: 2{'}'}
              warm: {'{'}inputs: ["shipped:bike-share-survey.csv"], input_bytes: 300, warmups: 1{'}'}
            """);
    }

    private void ShouldAgreeWithTheGroundTruth(IReadOnlyList<Measurement> measurements)
    {
        var log = _provider!.Log.ToDictionary(request => (request.Format, request.PromptHash));
        var truth = measurements.ToDictionary(measurement => measurement, measurement => log[(FormatOf(measurement.Provider), measurement.PromptHash)]);
        truth.ShouldAllBe(pair => pair.Key.InputTokens == pair.Value.InputTokens && pair.Key.OutputTokens == pair.Value.OutputTokens);
        truth.ShouldAllBe(pair => pair.Key.PersonasReturned == pair.Value.Personas && pair.Key.ApiCalls == 1);
        truth.ShouldAllBe(pair => pair.Key.RequestId == pair.Value.RequestId);
        truth.Values.Distinct().Count().ShouldBe(40);

        // No prompt repeats within a wire format (the dictionary above would throw), and warm-ups are not stored.
        log.Count.ShouldBe(40 + (4 * 2));
        measurements.Where(measurement => measurement.Workload == "pair").ShouldAllBe(measurement => measurement.PersonasReturned == 2);
    }

    // Every prefix of the arrivals has about the same number of requests per provider: hints of a few blocks are in flight at a time.
    private void ShouldBeInterleaved(IReadOnlyList<Measurement> measurements)
    {
        var measured = measurements.Select(measurement => measurement.PromptHash).ToHashSet();
        var arrivals = _provider!.Log.Where(request => measured.Contains(request.PromptHash)).OrderBy(request => request.ArrivalNs).Select(request => request.Format).ToArray();
        for (var length = 1; length <= arrivals.Length; length++)
        {
            var counts = arrivals[..length].CountBy(format => format).Select(format => format.Value).Order().ToArray();
            var fewest = counts.Length == 4 ? counts[0] : 0;
            (counts[^1] - fewest).ShouldBeLessThanOrEqualTo(4, string.Join(' ', arrivals[..length]));
        }

        measurements.GroupBy(measurement => (measurement.Workload, measurement.Iteration))
            .Select(block => block.MinBy(measurement => measurement.StartedAt)!.Provider).Distinct().Count().ShouldBeGreaterThan(1);
    }

    private static IEnumerable<string> Everything(int iterations) =>
        from workload in (string[])["tiny", "pair"]
        from provider in (string[])["one", "two", "three", "four"]
        from iteration in Enumerable.Range(1, iterations)
        select $"{workload} {provider} {iteration}";

    private static string FormatOf(string provider) => provider switch { "one" => "openai", "two" => "anthropic", "three" => "gemini", _ => "ollama" };

    private static IReadOnlyList<string?> PromptsOf(IEnumerable<Measurement> measurements) =>
        [.. measurements.OrderBy(measurement => measurement.Iteration).Select(measurement => measurement.PromptHash)];

    private static int MostAtOnce(IReadOnlyList<GroundTruthRecord> log) =>
        log.Max(request => log.Count(other => other.ArrivalNs <= request.ArrivalNs && request.ArrivalNs < other.EndNs));
}
