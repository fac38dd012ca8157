using System.Text.Json;
using CsCheck;
using Persona.Bench.Core.Baselines;
using Persona.Bench.Files.Baselines;
using Persona.Bench.Files.Tests.Yaml;
using Persona.Bench.Files.Yaml;
using static Persona.Bench.Files.Tests.Baselines.SampleBaseline;

namespace Persona.Bench.Files.Tests.Baselines;

public sealed class BaselineWritingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

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

        error.Message.ShouldMatch(@"huge\.yaml: the baseline would be \d+\.\d MB, above the limit of 4 MB: capture fewer iterations");
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void An_existing_file_is_replaced_only_with_force()
    {
        var path = _folder.Write("v1.yaml", "mine");

        var error = Should.Throw<BaselineWriteException>(() => BaselineFile.Write(Captured(1), path, force: false));

        error.Message.ShouldBe($"{path}: the file already exists: choose another name, or replace it with --force");
        File.ReadAllText(path).ShouldBe("mine");
        BaselineFile.Write(Captured(1), path, force: true);
        BaselineFile.Read(path).Baseline.Version.ShouldBe("1.12.0");
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBe([path]);
    }

    [Fact]
    public async Task Of_many_writers_at_once_exactly_one_wins()
    {
        // Many small races: a writer that checks before it renames would lose some.
        for (var race = 1; race <= 50; race++)
        {
            var path = _folder[$"{race}/v1.yaml"];
            using var together = new Barrier(4);
            var writers = Enumerable.Range(1, 4).Select(writer => Task.Run(() =>
            {
                together.SignalAndWait(TestContext.Current.CancellationToken);
                return Wins(writer, path) ? writer : 0;
            }));

            var winner = (await Task.WhenAll(writers)).Where(writer => writer > 0).ShouldHaveSingleItem();
            BaselineFile.Read(path).Baseline.Name.ShouldBe($"w{winner}");
            Directory.EnumerateFileSystemEntries(_folder[$"{race}"]).ShouldBe([path]);
        }
    }

    private static bool Wins(int writer, string path)
    {
        try
        {
            BaselineFile.Write(Captured(1) with { Name = $"w{writer}" }, path, force: false);
            return true;
        }
        catch (BaselineWriteException)
        {
            return false;
        }
    }

    [Fact]
    public void The_last_folder_of_a_path_is_created_and_no_other()
    {
        BaselineFile.Write(Captured(1), _folder["a/v1.yaml"], force: false).ShouldBe(_folder["a"]);

        File.Exists(_folder["a/v1.yaml"]).ShouldBeTrue();
        Should.Throw<BaselineWriteException>(() => BaselineFile.Write(Captured(1), _folder["b/c/v1.yaml"], force: false))
            .Message.ShouldContain($"there is no folder {_folder["b"]}");
        Directory.Exists(_folder["b"]).ShouldBeFalse();
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_one_line_and_leaves_nothing()
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
}
