using System.Text.Json;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary><c>compare</c> of files, through the real executable: every status, every exit code that files can lead to.</summary>
public sealed class CompareTests : IDisposable
{
    private readonly BenchFolder _folder = new();

    public CompareTests() => new ComparedFile().Write(_folder, "baselines/v1.11.0.yaml");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("pass", 1000, 100, 0.1, 0)]
    [InlineData("improved", 700, 100, 0.1, 0)]
    [InlineData("warning", 1150, 100, 0.1, 1)]
    [InlineData("failure", 1400, 100, 0.1, 2)]
    [InlineData("inconclusive", 1100, 12, 0.35, 4)]
    public async Task A_change_has_its_status_and_exit_code(string status, double latencyMs, int iterations, double spread, int exitCodeInCi)
    {
        _folder.Configure("metrics: [generation_latency_p50]");
        var current = new ComparedFile { Version = "1.12.0", LatencyMs = latencyMs, Iterations = iterations, Spread = spread, Seed = 7 };
        current.Write(_folder, "baselines/v1.12.0.yaml");

        var outcome = await _folder.RunAsync("compare --current v1.12.0 --ci --format json", exitCodeInCi);

        (await Metric(outcome, "generation_latency_p50")).GetProperty("status").GetString().ShouldBe(status);
        await _folder.RunAsync("compare --current v1.12.0", exitCodeInCi == 2 ? 2 : 0);
        await _folder.RunAsync("compare --current v1.12.0 --ci --no-fail", 0);
    }

    [Fact]
    public async Task Each_level_fails_where_it_is_named_and_a_failure_always()
    {
        _folder.Configure("metrics: [generation_latency_p50]");
        new ComparedFile { Version = "1.12.0", LatencyMs = 1150, Seed = 7 }.Write(_folder, "warning.yaml");
        new ComparedFile { Version = "1.12.0", Iterations = 12, Spread = 0.35, LatencyMs = 1100, Seed = 7 }.Write(_folder, "inconclusive.yaml");
        new ComparedFile { Version = "1.12.0", LatencyMs = 1400, Seed = 7 }.Write(_folder, "failure.yaml");

        await _folder.RunAsync("compare --current warning.yaml --fail-on warning", 1);
        await _folder.RunAsync("compare --current warning.yaml --fail-on inconclusive", 0);
        await _folder.RunAsync("compare --current inconclusive.yaml --fail-on inconclusive", 4);
        await _folder.RunAsync("compare --current inconclusive.yaml --fail-on warning", 0);
        await _folder.RunAsync("compare --current failure.yaml --fail-on-regression", 2);
        await _folder.RunAsync("compare --current failure.yaml --fail-on failure", 2);
        await _folder.RunAsync("compare --current failure.yaml --no-fail", 0);
    }

    [Fact]
    public async Task What_is_missing_is_inconclusive_and_what_the_sample_cannot_carry_is_not_gated()
    {
        _folder.Configure("metrics: [generation_latency_p50, generation_latency_p99, memory_peak_mb]");
        new ComparedFile { Version = "1.12.0", MemoryMb = null, Seed = 7 }.Write(_folder, "current.yaml");

        var outcome = await _folder.RunAsync("compare --current current.yaml --ci --format json", 4);

        (await Metric(outcome, "memory_peak_mb")).GetProperty("status").GetString().ShouldBe("missing");
        var p99 = await Metric(outcome, "generation_latency_p99");
        p99.GetProperty("status").GetString().ShouldBe("not_gated");
        p99.GetProperty("reason").GetString()!.ShouldContain("400");
        (await _folder.RunAsync("compare --current current.yaml", 0)).Output.ShouldStartWith("inconclusive: current against v1.11.0");
    }

    [Theory]
    [InlineData(40, "failure", 2, 2)]
    [InlineData(8, "warning", 0, 1)]
    [InlineData(2, "pass", 0, 0)]
    public async Task A_version_that_fails_its_calls_is_found_by_a_guard(int percent, string status, int exitCode, int exitCodeInCi)
    {
        _folder.Configure("metrics: [generation_latency_p50]");
        new ComparedFile { Version = "1.12.0", FailedPercent = percent, Seed = 7 }.Write(_folder, "current.yaml");

        var metric = await Metric(await _folder.RunAsync("compare --current current.yaml --format json", exitCode), "error_rate");

        (metric.GetProperty("guard").GetBoolean(), metric.GetProperty("gate").GetBoolean(), metric.GetProperty("status").GetString()).ShouldBe((true, false, status));
        await _folder.RunAsync("compare --current current.yaml --ci", exitCodeInCi);
        _folder.Configure("metrics: [generation_latency_p50]", "guards: {}");
        await _folder.RunAsync("compare --current current.yaml --ci", 0);
    }

    [Fact]
    public async Task The_headline_counts_the_gates_that_were_decided_and_names_the_others()
    {
        new ComparedFile { Iterations = 10, Spread = 0.02 }.Write(_folder, "baselines/v1.11.0.yaml");
        new ComparedFile { Version = "1.12.0", Iterations = 10, Spread = 0.02, Seed = 7 }.Write(_folder, "current.yaml");
        _folder.Environment["COLUMNS"] = "300";

        var outcome = await _folder.RunAsync("compare --current current.yaml", 0);

        outcome.Output.ShouldStartWith(
            "inconclusive: current against v1.11.0, 1 of 3 gates decided: 1 pass; 1 guard: 1 pass; "
            + "undecided: generation_latency_p95, throughput_personas_per_minute (needs 20 iterations on each side; has 10 and 10)\n");
        outcome.Output.Split("needs 20").Length.ShouldBe(2);
        await _folder.RunAsync("compare --current current.yaml --ci", 4);
        await _folder.RunAsync("compare --current current.yaml --fail-on warning", 0);
    }

    [Fact]
    public async Task Six_timeouts_of_a_hundred_are_a_failure_of_p95()
    {
        new ComparedFile { Version = "1.12.0", TimedOutPercent = 6, Seed = 7 }.Write(_folder, "current.yaml");
        _folder.Environment["COLUMNS"] = "200";

        var outcome = await _folder.RunAsync("compare --current current.yaml", 2);

        outcome.Output.ShouldMatch(@"generation_latency_p95 .* – +≥ \+2\d{3}% +failure");
        outcome.Output.ShouldContain("6 of 100 iterations took that long or timed out, 0 of 100 in the baseline");
        new ComparedFile { TimedOutPercent = 6 }.Write(_folder, "baselines/v1.11.0.yaml");
        await _folder.RunAsync("compare --current current.yaml", 0);
    }

    [Fact]
    public async Task One_iteration_against_a_hundred_decides_nothing()
    {
        new ComparedFile { Version = "1.12.0", Iterations = 1, LatencyMs = 3000, Seed = 7 }.Write(_folder, "current.yaml");

        var outcome = await _folder.RunAsync("compare --current current.yaml --format json --ci", 4);

        var metric = await Metric(outcome, "generation_latency_p50");
        (metric.GetProperty("status").GetString(), metric.GetProperty("reason").GetString()).ShouldBe(("inconclusive", "needs 5 iterations on each side; has 100 and 1"));
        _folder.Environment["COLUMNS"] = "300";
        (await _folder.RunAsync("compare --current current.yaml --rule threshold", 0)).Output.ShouldStartWith("inconclusive: current against v1.11.0, 0 of 3 gates decided; ");
        (await _folder.RunAsync("compare --current current.yaml", 0)).Output.ShouldStartWith(
            "inconclusive: current against v1.11.0, 0 of 3 gates decided; undecided: "
            + "generation_latency_p50 (needs 5 iterations on each side; has 100 and 1), "
            + "generation_latency_p95, throughput_personas_per_minute (needs 20 iterations on each side; has 100 and 1)\n");
    }

    [Fact]
    public async Task Different_machines_are_not_compared_unless_that_is_asked_for()
    {
        new ComparedFile { Version = "1.12.0", Cpu = "Intel Xeon Platinum 8370C", Seed = 7 }.Write(_folder, "current.yaml");
        _folder.Environment["COLUMNS"] = "200";

        var refused = await _folder.RunAsync("compare --current current.yaml --ci", 4);
        refused.Output.ShouldStartWith("not comparable: ");
        refused.Output.ShouldContain("cpu differs: AMD EPYC 7763 in the baseline, Intel Xeon Platinum 8370C now");
        refused.Output.ShouldContain("--allow-different-environment");
        await _folder.RunAsync("compare --current current.yaml", 0);

        var allowed = await _folder.RunAsync("compare --current current.yaml --ci --allow-different-environment", 0);
        allowed.Output.ShouldStartWith("pass: ");
        allowed.Output.ShouldContain("cpu differs");
    }

    [Fact]
    public async Task Another_model_is_not_comparable_whatever_is_allowed()
    {
        new ComparedFile { Version = "1.12.0", Model = "fast", Seed = 7 }.Write(_folder, "current.yaml");

        (await _folder.RunAsync("compare --current current.yaml --ci --allow-different-environment", 4)).Output.ShouldContain("model differs");
    }

    [Fact]
    public async Task The_seed_example_prints_pass_warning_pass_pass_and_exits_0()
    {
        WritePointValues("baselines/v1.11.0.yaml", "1.11.0", 1250, 1890, 48, 512);
        WritePointValues("baselines/v1.12.0.yaml", "1.12.0", 1180, 2100, 51, 498);

        var outcome = await _folder.RunAsync("compare --baseline v1.11.0 --current v1.12.0", 0);

        outcome.Output.ShouldStartWith("warning: v1.12.0 against v1.11.0, 4 gates: 1 warning, 3 pass");
        outcome.Output.ShouldContain("point values only");
        outcome.Output.ShouldMatch(@"generation_latency_p50 .* -5\.6% +pass");
        outcome.Output.ShouldMatch(@"generation_latency_p95 .* \+11\.1% +warning");
        outcome.Output.ShouldMatch(@"throughput_personas_per_minute .* \+6\.[23]% +pass");
        outcome.Output.ShouldMatch(@"memory_peak_mb .* -2\.7% +pass");

        WritePointValues("baselines/v1.13.0.yaml", "1.13.0", 1575, 1890, 48, 512);
        (await _folder.RunAsync("compare --baseline v1.11.0 --current v1.13.0", 2)).Output.ShouldMatch(@"generation_latency_p50 .* \+26\.0% +failure");
    }

    [Fact]
    public async Task Options_move_the_levels_and_choose_the_rule()
    {
        WritePointValues("baselines/v1.11.0.yaml", "1.11.0", 1250, 1890, 48, 512);
        WritePointValues("current.yaml", "1.12.0", 1250, 2100, 48, 512);

        await _folder.RunAsync("compare --current current.yaml --ci", 1);
        await _folder.RunAsync("compare --current current.yaml --ci --threshold 15", 0);
        await _folder.RunAsync("compare --current current.yaml --ci --warn-threshold 12", 0);
        await _folder.RunAsync("compare --current current.yaml --fail-threshold 11", 2);
        _folder.Configure("thresholds: {metrics: {generation_latency_p95: {warn: 5, fail: 11}}}");
        await _folder.RunAsync("compare --current current.yaml --threshold 15", 2);

        new ComparedFile().Write(_folder, "baselines/v1.11.0.yaml");
        new ComparedFile { Version = "1.12.0", LatencyMs = 1400, Seed = 7 }.Write(_folder, "current.yaml");
        var plain = await _folder.RunAsync("compare --current current.yaml --rule threshold --outliers drop --format json", 2);
        var document = await plain.JsonAsync("comparison");
        (document.GetProperty("rule").GetString(), document.GetProperty("outliers").GetString()).ShouldBe(("threshold", "drop"));
    }

    [Fact]
    public async Task Several_baselines_are_compared_each_and_without_one_it_is_the_newest_other()
    {
        new ComparedFile { Version = "1.9.0" }.Write(_folder, "baselines/v1.9.0.yaml");
        new ComparedFile { Version = "1.12.0", Seed = 7 }.Write(_folder, "baselines/v1.12.0.yaml");
        _folder.Write("baselines/broken.yaml", "version: [");

        var two = await (await _folder.RunAsync("compare --baseline v1.9.0 --baseline 1.11.0 --current baselines/v1.12.0.yaml --format json", 0)).JsonAsync("comparison");
        two.GetProperty("baselines").EnumerateArray().Select(one => one.GetProperty("name").GetString()).ShouldBe(["v1.9.0", "v1.11.0"]);

        var newest = await _folder.RunAsync("compare --current v1.12.0 --format json", 0);
        (await newest.JsonAsync("comparison")).GetProperty("baselines")[0].GetProperty("name").GetString().ShouldBe("v1.11.0");
        newest.Error.ShouldContain("broken.yaml:1:");
    }

    private void WritePointValues(string path, string version, double p50, double p95, double throughput, double memory) => _folder.Write(
        path,
        $"""
        version: "{version}"
        captured_at: "2025-01-15T10:30:00Z"
        environment:
          python_version: "3.12.0"
          platform: "linux-x64"
          persona_version: "{version}"
        workloads:
          standard:
            description: "Single persona generation from 1KB input"
            iterations: 100
            metrics:
              generation_latency_p50: {p50}
              generation_latency_p95: {p95}
              throughput_personas_per_minute: {throughput}
              memory_peak_mb: {memory}

        """);

    private static async Task<JsonElement> Metric(ProcessOutcome outcome, string name)
    {
        var document = await outcome.JsonAsync("comparison");
        return document.GetProperty("baselines")[0].GetProperty("workloads")[0].GetProperty("metrics").EnumerateArray()
            .Single(metric => metric.GetProperty("metric").GetString() == name);
    }
}
