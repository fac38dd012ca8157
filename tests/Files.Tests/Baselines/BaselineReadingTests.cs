using Persona.Bench.Core.Baselines;
using Persona.Bench.Files.Baselines;
using Persona.Bench.Files.Tests.Yaml;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Tests.Baselines;

public sealed class BaselineReadingTests : IDisposable
{
    private const string ByHand = """
        version: "1.12.0"
        captured_at: "2025-01-15T10:30:00Z"
        environment:
          python_version: "3.12.0"
          platform: "linux-x64"
          persona_version: "1.12.0"
        workloads:
          standard:
            description: "Single persona generation from 1KB input"
            iterations: 100
            metrics:
              generation_latency_p50: 1250
              memory_peak_mb: 512

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_with_only_the_fixed_keys_loads()
    {
        var (_, baseline, warnings) = BaselineFile.Read(_folder.Write("v1.yaml", ByHand));

        warnings.ShouldBeEmpty();
        baseline.Version.ShouldBe("1.12.0");
        baseline.CapturedAt.ShouldBe(new DateTimeOffset(2025, 1, 15, 10, 30, 0, TimeSpan.Zero));
        baseline.Environment.ShouldBe(new Dictionary<string, string>
        {
            ["python_version"] = "3.12.0",
            ["platform"] = "linux-x64",
            ["persona_version"] = "1.12.0",
        });
        var workload = baseline.Workloads["standard"];
        (workload.Description, workload.Iterations).ShouldBe(("Single persona generation from 1KB input", 100));
        workload.Metrics.ShouldBe(new Dictionary<string, double?> { ["generation_latency_p50"] = 1250, ["memory_peak_mb"] = 512 });
        (workload.Samples.Count, workload.Intervals.Count).ShouldBe((0, 0));
    }

    [Fact]
    public void A_version_that_looks_like_a_number_keeps_its_spelling() =>
        Read(ByHand.Replace("version: \"1.12.0\"", "version: 1.10")).Version.ShouldBe("1.10");

    [Fact]
    public void Extra_keys_are_ignored_with_a_warning_that_has_file_and_line()
    {
        var text = ByHand.Replace("iterations: 100", "iterations: 100\n    iteratons_max: {any: [thing]}") + "notes: mine\nworkload: x\n";
        var path = _folder.Write("v1.yaml", text);

        BaselineFile.Read(path).Warnings.ShouldBe(
        [
            $"{path}:15:1: notes: unknown key, ignored",
            $"{path}:16:1: workload: unknown key, ignored (did you mean \"workloads\"?)",
            $"{path}:11:5: workloads.standard.iteratons_max: unknown key, ignored",
        ]);
    }

    [Fact]
    public void A_flood_of_extra_keys_gives_few_warnings()
    {
        var text = ByHand + string.Concat(Enumerable.Range(0, 5000).Select(i => $"x{i}: 1\n"));

        var warnings = BaselineFile.Read(_folder.Write("v1.yaml", text)).Warnings;

        warnings.Count.ShouldBe(21);
        warnings[^1].ShouldBe("4980 more unknown keys, ignored");
    }

    [Theory]
    [InlineData("iterations: 100", "iterations: -3", 10, 17, "workloads.standard.iterations", "expected a whole number above 0, found -3")]
    [InlineData("iterations: 100", "iterations: many", 10, 17, "workloads.standard.iterations", "expected a whole number above 0, found \"many\"")]
    [InlineData("iterations: 100", "# none", 9, 5, "workloads.standard.iterations", "missing: add the number of iterations")]
    [InlineData("p50: 1250", "p50: .nan", 12, 31, "workloads.standard.metrics.generation_latency_p50", "expected a finite number of at least 0, found \".nan\"")]
    [InlineData("p50: 1250", "p50: -1", 12, 31, "workloads.standard.metrics.generation_latency_p50", "expected a finite number of at least 0, found -1")]
    [InlineData("p50: 1250", "p50: [1250]", 12, 31, "workloads.standard.metrics.generation_latency_p50", "expected a finite number of at least 0, found a list")]
    [InlineData("version: \"1.12.0\"\n", "", 1, 1, "version", "missing: add the version that was measured, such as version: \"1.12.0\"")]
    [InlineData("2025-01-15T10:30:00Z", "last week", 2, 14, "captured_at", "expected a timestamp such as \"2025-01-15T10:30:00Z\", found the quoted text \"last week\"")]
    [InlineData("platform: \"linux-x64\"", "platform: [linux]", 5, 13, "environment.platform", "expected text, found a list")]
    [InlineData("  standard:", "  ../../evil:", 8, 3, "workloads.../../evil", null)]
    [InlineData("memory_peak_mb:", "\"memory peak\":", 13, 7, "workloads.standard.metrics.memory peak", null)]
    [InlineData("    metrics:", "    samples: [{worker: w, fingerprint: f, a_ms: [1, 2], b_ms: [1]}]\n    metrics:", 11, 63, "workloads.standard.samples[0].b_ms", "expected 2 values as in a_ms, found 1: columns must have the same length")]
    [InlineData("memory_peak_mb: 512", "error_rate: 1.2", 13, 19, "workloads.standard.metrics.error_rate", "expected a number from 0 to 1, found 1.2")]
    [InlineData("memory_peak_mb: 512", "valid_persona_rate: -0.1", 13, 27, "workloads.standard.metrics.valid_persona_rate", "expected a number from 0 to 1, found -0.1")]
    [InlineData("    metrics:", "    intervals: {retry_rate: [0.1, 1.1]}\n    metrics:", 11, 35, "workloads.standard.intervals.retry_rate[1]", "expected a number from 0 to 1, found 1.1")]
    [InlineData("    metrics:", "    samples: [{worker: w, fingerprint: f, generation_latency_ms: [1, -2]}]\n    metrics:", 11, 70, "workloads.standard.samples[0].generation_latency_ms[1]", "expected a finite number of at least 0, found -2")]
    [InlineData("    metrics:", "    samples: [{worker: w, fingerprint: f, memory_peak_mb: [-1]}]\n    metrics:", 11, 60, "workloads.standard.samples[0].memory_peak_mb[0]", "expected a finite number of at least 0, found -1")]
    [InlineData("    metrics:", "    samples: [{worker: w, fingerprint: f, cost_usd: [.inf]}]\n    metrics:", 11, 54, "workloads.standard.samples[0].cost_usd[0]", "expected a finite number of at least 0, found \".inf\"")]
    [InlineData("    metrics:", "    samples: [{worker: w, fingerprint: f, outcome: [3]}]\n    metrics:", 11, 53, "workloads.standard.samples[0].outcome[0]", "expected a whole number from 0 to 2, found 3")]
    [InlineData("    metrics:", "    samples: [{worker: w, fingerprint: f, iteration: [1.5]}]\n    metrics:", 11, 55, "workloads.standard.samples[0].iteration[0]", null)]
    [InlineData("    metrics:", "    samples: [{worker: w, fingerprint: f, personas: [1], valid_personas: [2]}]\n    metrics:", 11, 75, "workloads.standard.samples[0].valid_personas[0]", "2 valid personas of 1: there cannot be more valid personas than personas")]
    [InlineData("    metrics:", "    intervals: {a: [2, 1]}\n    metrics:", 11, 20, "workloads.standard.intervals.a", "the lower bound is above the upper: swap them")]
    [InlineData("    metrics:", "    intervals: {a: [1]}\n    metrics:", 11, 20, "workloads.standard.intervals.a", "expected [lower, upper], found a list of 1")]
    [InlineData("version:", "schema: persona.bench/baseline/2\nversion:", 1, 9, "schema", "\"persona.bench/baseline/2\" is not a schema that this version reads: expected persona.bench/baseline/1")]
    [InlineData("version:", "name: ../v1\nversion:", 1, 7, "name", null)]
    public void A_wrong_value_is_one_line_with_its_position(string valid, string wrong, int line, int column, string keyPath, string? problem)
    {
        var replaced = ByHand.Replace(valid, wrong);
        // Replaces only the first occurrence: "version:" also ends other keys.
        if (ByHand.IndexOf(valid, StringComparison.Ordinal) is var at && ByHand.IndexOf(valid, at + 1, StringComparison.Ordinal) > 0)
            replaced = ByHand[..at] + wrong + ByHand[(at + valid.Length)..];
        var path = _folder.Write("v1.yaml", replaced);

        var error = Should.Throw<YamlFileException>(() => BaselineFile.Read(path));

        (error.Line, error.Column, error.KeyPath).ShouldBe((line, column, keyPath), error.Message);
        if (problem is not null) error.Problem.ShouldBe(problem);
        error.Message.ShouldStartWith($"{path}:{line}:{column}: {keyPath}: ");
    }

    [Theory]
    [InlineData("", "the file is empty: expected a baseline")]
    [InlineData("[1, 2]", "expected a map of keys and values, found a list")]
    [InlineData("just text", "expected a map of keys and values, found \"just text\"")]
    public void What_is_no_baseline_at_all_says_so(string text, string problem) =>
        Should.Throw<YamlFileException>(() => Read(text)).Problem.ShouldBe(problem);

    private Baseline Read(string text) => BaselineFile.Read(_folder.Write("read.yaml", text)).Baseline;
}
