using System.Text.Json;
using CsCheck;
using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Statistics;
using Persona.Bench.Storage.Baselines;
using Persona.Bench.Storage.Tests.Yaml;
using Persona.Bench.Storage.Yaml;

namespace Persona.Bench.Storage.Tests.Baselines;

public sealed class BaselineFileTests : IDisposable
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
    [InlineData("    metrics:", "    samples: [{worker: w, fingerprint: f, a_ms: [1, 2], b_ms: [1]}]\n    metrics:", 11, 63, "workloads.standard.samples[0].b_ms", "expected 2 values as in a_ms, found 1: columns are parallel")]
    [InlineData("    metrics:", "    intervals: {a: [2, 1]}\n    metrics:", 11, 20, "workloads.standard.intervals.a", "the lower bound is above the upper: swap them")]
    [InlineData("    metrics:", "    intervals: {a: [1]}\n    metrics:", 11, 20, "workloads.standard.intervals.a", "expected [lower, upper], found a list of 1")]
    [InlineData("version:", "schema: persona.bench/baseline/2\nversion:", 1, 9, "schema", "\"persona.bench/baseline/2\" is not a schema that this version reads: expected persona.bench/baseline/1")]
    [InlineData("version:", "name: ../v1\nversion:", 1, 7, "name", null)]
    public void A_wrong_value_is_one_line_with_its_place(string valid, string wrong, int line, int column, string keyPath, string? problem)
    {
        var replaced = ByHand.Replace(valid, wrong);
        // Of two occurrences ("version:" also ends other keys) only the first is meant.
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

    [Fact]
    public void What_is_written_reads_back_equal() => BaselineGenerator.Baseline.Sample(baseline =>
    {
        var path = _folder["round.yaml"];
        BaselineFile.Write(baseline, path, force: true);
        var document = BaselineFile.Read(path);
        document.Warnings.ShouldBeEmpty();
        JsonSerializer.Serialize(document.Baseline).ShouldBe(JsonSerializer.Serialize(baseline));
    }, iter: 400, threads: 1);

    [Fact]
    public void The_text_is_canonical_and_readable()
    {
        BaselineFile.Write(Captured(iterations: 25), _folder["v1.12.0.yaml"], force: false);

        File.ReadAllText(_folder["v1.12.0.yaml"]).ShouldBe("""
            schema: persona.bench/baseline/1
            name: v1.12.0
            version: "1.12.0"
            captured_at: "2025-01-15T10:30:00Z"
            environment:
              platform: "linux-x64"
              cpu: "AMD \"EPYC\" 7763: 64-Core"
            workloads:
              standard@anthropic:
                description: "Single persona generation from 1KB input"
                provider: anthropic
                model: llama3:8b
                iterations: 25
                concurrency: 1
                definition: sha256:0a1b
                workers: 1
                metrics:
                  generation_latency_p50: 1234.57
                  generation_latency_p99: null
                  cost_per_persona_usd: 1.23457E-05
                  tokens: 12345678
                intervals:
                  generation_latency_p50: [1200.13, 1300]
                samples:
                  - worker: "1"
                    fingerprint: sha256:0a1b
                    iteration: [
                      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
                      21, 22, 23, 24, 25]
                    generation_latency_ms: [
                      100.333, 101.333, 102.333, 103.333, 104.333, 105.333, 106.333, 107.333, 108.333, 109.333, 110.333, 111.333, 112.333, 113.333, 114.333, 115.333, 116.333, 117.333, 118.333, 119.333,
                      120.333, 121.333, 122.333, 123.333, 124.333]

            """);
    }

    [Fact]
    public void The_largest_capture_that_is_foreseen_fits_and_reads_back()
    {
        var random = new Random(7);
        var columns = Enumerable.Range(0, 15).ToDictionary(
            column => $"some_long_column_name_{column}_ms",
            _ => (IReadOnlyList<double?>)[.. Enumerable.Range(0, 500).Select(_ => (double?)(random.NextDouble() * 100_000))]);
        var workload = Captured(1).Workloads.Single().Value with { Samples = [new BaselineSample { Worker = "w", Fingerprint = "f", Columns = columns }] };
        var keys = from name in new[] { "quick", "standard", "batch", "full" } from provider in new[] { "openai", "anthropic" } select $"{name}@{provider}";
        var baseline = Captured(1) with { Workloads = keys.ToDictionary(key => key, _ => workload) };

        BaselineFile.Write(baseline, _folder["large.yaml"], force: false);

        new FileInfo(_folder["large.yaml"]).Length.ShouldBeLessThan(YamlLimits.FileBytes / 2);
        BaselineFile.Read(_folder["large.yaml"]).Baseline.Workloads.Count.ShouldBe(8);
    }

    [Fact]
    public void A_baseline_above_the_limit_is_refused_and_leaves_nothing()
    {
        var error = Should.Throw<BaselineWriteException>(() => BaselineFile.Write(Captured(400_000), _folder["huge.yaml"], force: false));

        error.Message.ShouldMatch(@"huge\.yaml: the baseline would have \d+\.\d MB, above the 4 MB that are read: capture fewer iterations");
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void An_existing_file_is_replaced_only_with_force()
    {
        var path = _folder.Write("v1.yaml", "mine");

        var error = Should.Throw<BaselineWriteException>(() => BaselineFile.Write(Captured(1), path, force: false));

        error.Message.ShouldBe($"{path}: the file exists: choose another name, or replace it with --force");
        File.ReadAllText(path).ShouldBe("mine");
        BaselineFile.Write(Captured(1), path, force: true);
        BaselineFile.Read(path).Baseline.Version.ShouldBe("1.12.0");
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBe([path]);
    }

    [Fact]
    public async Task Of_many_writers_at_once_exactly_one_wins()
    {
        var path = _folder["v1.yaml"];
        var winners = await Task.WhenAll(Enumerable.Range(1, 16).Select(writer => Task.Run(() =>
        {
            try
            {
                BaselineFile.Write(Captured(1) with { Name = $"w{writer}" }, path, force: false);
                return writer;
            }
            catch (BaselineWriteException)
            {
                return 0;
            }
        }, TestContext.Current.CancellationToken)));

        var winner = winners.Where(writer => writer > 0).ShouldHaveSingleItem();
        BaselineFile.Read(path).Baseline.Name.ShouldBe($"w{winner}");
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBe([path]);
    }

    [Fact]
    public void The_folder_is_created()
    {
        BaselineFile.Write(Captured(1), _folder["a/b/v1.yaml"], force: false);

        File.Exists(_folder["a/b/v1.yaml"]).ShouldBeTrue();
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_one_line_and_leaves_nothing()
    {
        var file = _folder.Write("file", "x");

        Should.Throw<BaselineWriteException>(() => BaselineFile.Write(Captured(1), _folder["file/v1.yaml"], force: true))
            .Message.ShouldStartWith($"{_folder["file/v1.yaml"]}: the baseline could not be written: ");
        Should.Throw<BaselineWriteException>(() => BaselineFile.Write(Captured(1), _folder.Path, force: true))
            .Message.ShouldBe($"{_folder.Path}: is a folder: name a file");
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBe([file]);
    }

    [Fact]
    public void A_folder_that_takes_no_files_is_one_line()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "no /proc on this system");

        var error = Should.Throw<BaselineWriteException>(() => BaselineFile.Write(Captured(1), "/proc/self/v1.yaml", force: true));

        error.Message.ShouldStartWith("/proc/self/v1.yaml: the baseline could not be written: ");
        error.Message.ShouldNotContain('\n');
    }

    [Fact]
    public void Control_characters_of_the_machine_do_not_reach_the_file()
    {
        var baseline = Captured(1) with { Environment = new Dictionary<string, string> { ["cpu"] = "x\u0000y\u001b[31m" } };

        BaselineFile.Write(baseline, _folder["v1.yaml"], force: false);

        BaselineFile.Read(_folder["v1.yaml"]).Baseline.Environment["cpu"].ShouldBe("x y [31m");
    }

    private static Baseline Captured(int iterations) => new()
    {
        Schema = Baseline.CurrentSchema,
        Name = "v1.12.0",
        Version = "1.12.0",
        CapturedAt = new DateTimeOffset(2025, 1, 15, 11, 30, 0, TimeSpan.FromHours(1)),
        Environment = new Dictionary<string, string> { ["platform"] = "linux-x64", ["cpu"] = "AMD \"EPYC\" 7763: 64-Core" },
        Workloads = new Dictionary<string, BaselineWorkload>
        {
            ["standard@anthropic"] = new()
            {
                Description = "Single persona generation from 1KB input",
                Provider = "anthropic",
                Model = "llama3:8b",
                Iterations = iterations,
                Concurrency = 1,
                Definition = "sha256:0a1b",
                Workers = 1,
                Metrics = new Dictionary<string, double?>
                {
                    ["generation_latency_p50"] = 1234.56789,
                    ["generation_latency_p99"] = null,
                    ["cost_per_persona_usd"] = 0.0000123456789,
                    ["tokens"] = 12345678,
                },
                Intervals = new Dictionary<string, Interval> { ["generation_latency_p50"] = new(1200.126, 1300) },
                Samples =
                [
                    new BaselineSample
                    {
                        Worker = "1",
                        Fingerprint = "sha256:0a1b",
                        Columns = new Dictionary<string, IReadOnlyList<double?>>
                        {
                            ["iteration"] = [.. Enumerable.Range(1, iterations).Select(i => (double?)i)],
                            ["generation_latency_ms"] = [.. Enumerable.Range(0, iterations).Select(i => (double?)(100.3333333 + i))],
                        },
                    },
                ],
            },
        },
    };

    private Baseline Read(string text) => BaselineFile.Read(_folder.Write("read.yaml", text)).Baseline;
}
