using System.Text.Json;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>All provider faults together in one run: each yields measurements with its own error kind.</summary>
public sealed class ErrorKindTests : IAsyncDisposable
{
    private const string Key = "sk-canary-7f3a9b2c5d8e4f61a0";

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["401"] = "auth",
        ["400"] = "bad_request",
        ["429"] = "rate_limited",
        ["500"] = "server",
        ["hang"] = "timeout",
        ["hang-mid-stream"] = "timeout",
        ["cut"] = "connection",
        ["bad-json"] = "bad_json",
        ["bad-body"] = "bad_json",
        ["truncated"] = "truncated",
        ["too-few"] = "count_mismatch",
        ["refusal"] = "refused_content",
    };

    private readonly BenchFolder _folder = new();
    private readonly Dictionary<string, ServedProvider> _providers = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers.Values)
        {
            await provider.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Every_fault_becomes_measurements_of_its_error_kind()
    {
        await ServeAll();

        var outcome = await _folder.RunAsync("capture --workload tiny --format json" + string.Concat(_providers.Keys.Select(name => $" --provider {name}")), exitCode: 3);

        outcome.Complaint().ShouldContain("no baseline was written");
        var run = await outcome.JsonAsync("run");
        run.GetProperty("state").GetString().ShouldBe("failed");
        foreach (var series in run.GetProperty("series").EnumerateArray())
        {
            ShouldShowItsFault(series);
        }

        Directory.Exists(_folder.PathOf("baselines")).ShouldBeFalse();
        outcome.Output.ShouldNotContain("canary-7f");
        _folder.FilesWith("canary-7f").ShouldBeEmpty();
        _folder.FilesWith(Key[^8..]).ShouldBeEmpty();
    }

    private async Task ServeAll()
    {
        foreach (var fault in Kinds.Keys)
        {
            _providers.Add($"p-{fault}", await ServedProvider.StartAsync(fault: fault, apiKey: Key));
        }

        _folder.Environment["CANARY_KEY"] = Key;
        _folder.Configure(
            "providers:\n" + string.Join('\n', _providers.Select(provider =>
                $"  {provider.Key}: {{kind: openai-compatible, base_url: \"http://127.0.0.1:{provider.Value.Port}/v1\", model: m, api_key_env: CANARY_KEY}}")),
            "workloads: {tiny: {inputs: [\"shipped:bike-share-survey.csv\"], input_bytes: 300, personas: 2, iterations: 2, warmups: 0, concurrency: 24, timeout_s: 20}}");
    }

    private void ShouldShowItsFault(JsonElement series)
    {
        var provider = series.GetProperty("provider").GetString()!;
        var fault = provider["p-".Length..];
        series.GetProperty("errors").EnumerateObject().ToDictionary(error => error.Name, error => error.Value.GetInt32())
            .ShouldBe(new Dictionary<string, int> { [Kinds[fault]] = 2 }, fault);
        var example = series.GetProperty("error_example").GetString()!;
        example.ShouldNotBeEmpty(fault);
        example.ShouldNotContain('\n', fault);
        _providers[provider].Log.Count.ShouldBe(fault is "429" or "500" ? 6 : 2, fault);
    }
}
