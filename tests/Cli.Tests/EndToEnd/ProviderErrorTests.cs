using Persona.Bench.Emulator.Faults;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>A provider error yields one line, an exit code and measurements; the key appears nowhere.</summary>
public sealed class ProviderErrorTests : IDisposable
{
    private const string Key = "sk-canary-7f3a9b2c5d8e4f61a0";

    private readonly BenchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_wrong_key_is_3()
    {
        await using var provider = await ServedProvider.StartAsync(apiKey: "another");
        Configure(provider.Port);

        await ShouldFailWith("auth");
    }

    [Fact]
    public async Task A_host_that_does_not_answer_is_3()
    {
        int port;
        await using (var provider = await ServedProvider.StartAsync())
        {
            port = provider.Port;
        }

        Configure(port);

        (await ShouldFailWith("connection")).ShouldContain($"cannot connect to 127.0.0.1:{port}");
    }

    [Fact]
    public async Task A_missing_key_is_64_and_names_the_variable()
    {
        await using var provider = await ServedProvider.StartAsync(apiKey: Key);
        Configure(provider.Port);
        _folder.Environment.Remove("CANARY_KEY");

        (await _folder.FailAsync("capture --workload tiny", 64)).ShouldBe("provider 'faulty' needs a key: set the environment variable CANARY_KEY");

        provider.Log.ShouldBeEmpty();
        Directory.Exists(_folder.PathOf(".persona")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_provider_that_asks_to_wait_once_is_asked_again()
    {
        await using var provider = await ServedProvider.StartAsync(
            apiKey: Key, scheduled: [new ScheduledFault(2, 1, Fault.OfStatus(429, retryAfterSeconds: 1))]);
        Configure(provider.Port);

        var run = await (await _folder.RunAsync("capture --workload tiny --format json", exitCode: 0)).JsonAsync("run");

        (run.Metric("retry_rate"), run.Metric("error_rate")).ShouldBe((.25, 0));
        provider.Log.Count.ShouldBe(5);
        (await _folder.MeasurementsAsync()).Max(measurement => measurement.RetryMs).ShouldBeGreaterThanOrEqualTo(1000);
        File.Exists(_folder.DefaultBaseline).ShouldBeTrue();
        _folder.FilesWith(Key).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_provider_that_fails_half_the_time_is_measured_with_a_warning()
    {
        await using var provider = await ServedProvider.StartAsync(fault: "bad-json:0.5", apiKey: Key);
        Configure(provider.Port);

        var run = await (await _folder.RunAsync("capture --workload tiny --iterations 20 --format json", exitCode: 3)).JsonAsync("run");

        var failed = provider.Log.Count(request => request.Fault is not null);
        failed.ShouldBeInRange(4, 16);
        run.Metric("error_rate").ShouldBe(failed / 20d);
        run.Series().GetProperty("errors").GetProperty("bad_json").GetInt32().ShouldBe(failed);
        run.Series().GetProperty("metrics").GetProperty("generation_latency_p50").GetProperty("n").GetInt32().ShouldBe(20 - failed);
        run.Series().GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("kind").GetString()).ShouldContain("failures");
        File.Exists(_folder.DefaultBaseline).ShouldBeTrue();
    }

    private void Configure(int port)
    {
        _folder.Environment["CANARY_KEY"] = Key;
        _folder.Configure(
            "default_provider: faulty",
            $"providers: {{faulty: {{kind: openai-compatible, base_url: \"http://127.0.0.1:{port}/v1\", model: m, api_key_env: CANARY_KEY}}}}",
            "workloads: {tiny: {inputs: [\"shipped:bike-share-survey.csv\"], input_bytes: 300, personas: 2, iterations: 4, warmups: 0, "
            + "concurrency: 4, timeout_s: 20}}");
    }

    /// <returns>The line with the reason.</returns>
    private async Task<string> ShouldFailWith(string kind)
    {
        var outcome = await _folder.RunAsync("capture --workload tiny", exitCode: 3);

        var complaint = outcome.Complaint();
        complaint.ShouldStartWith($"every iteration of tiny on faulty failed ({kind} 4); no baseline was written: ");
        outcome.Output.ShouldContain($"4 {kind}");
        Directory.Exists(_folder.PathOf("baselines")).ShouldBeFalse();
        (outcome.Output + outcome.Error).ShouldNotContain("canary-7f");
        _folder.FilesWith("canary-7f").ShouldBeEmpty();
        _folder.FilesWith(Key[^8..]).ShouldBeEmpty();
        (await _folder.MeasurementsAsync()).Count.ShouldBe(4);
        return complaint;
    }
}
