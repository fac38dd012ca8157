using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>A user error yields one line that says what is wrong, where, and what to do; nothing is measured.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private readonly BenchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tresholds: {warn: 3}", "run", "persona.yaml:2:3: benchmarks.tresholds: unknown key, did you mean \"thresholds\"?")]
    [InlineData("iterations: {quick: none}", "run", "persona.yaml:2:23: benchmarks.iterations.quick: expected a whole number from 1 to 1000000, found \"none\"")]
    [InlineData("enabled: false", "capture --workload quick", "benchmarks.enabled is false in persona.yaml: nothing is measured; set it to true")]
    [InlineData("enabled: true", "run --workload qick", "there is no workload 'qick': did you mean \"quick\"?")]
    [InlineData("enabled: true", "run --provider antropic", "there is no provider 'antropic': did you mean \"anthropic\"?")]
    [InlineData("enabled: true", "run --iterations 0", "option '--iterations' needs a whole number from 1 to 1000000, not '0'")]
    [InlineData("store: \"postgres:Host=db;Database=bench;Password=canary\"", "run", "store postgres:db/bench is for remote workers, but broker in-memory reaches none; set broker (PERSONA_BENCH_BROKER) to amqp://HOST/VHOST, or store to sqlite:FILE")]
    [InlineData("enabled: true", "run --broker amqp://user:canary@mq/bench", "broker amqp://mq/bench is for remote workers, but store sqlite:.persona/bench.db is a file that they cannot reach; set store (PERSONA_BENCH_STORE) to postgresql://USER@HOST/DATABASE, or broker to in-memory")]
    public async Task Wrong_configuration_is_64(string entry, string command, string complaint)
    {
        _folder.Configure(entry);

        (await _folder.FailAsync(command, 64)).ShouldBe(complaint);

        Directory.Exists(_folder.PathOf(".persona")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_environment_names_the_address_of_a_provider()
    {
        await using var provider = await ServedProvider.StartAsync();
        _folder.Configure(
            "providers: {served: {kind: openai-compatible, base_url: \"http://127.0.0.1:1/v1\", model: some-model}}",
            "default_provider: served",
            $"workloads: {{{BenchFolder.Tiny}}}");
        _folder.Environment["PERSONA_BENCH_BASE_URLS"] = $"served=http://127.0.0.1:{provider.Port}/v1";

        await _folder.RunAsync("run --workload tiny", exitCode: 0);

        provider.Log.Count.ShouldBe(4);
        _folder.Environment["PERSONA_BENCH_BASE_URLS"] = "servd=http://127.0.0.1:1";
        (await _folder.FailAsync("runs", 64)).ShouldBe("PERSONA_BENCH_BASE_URLS: there is no provider \"servd\": did you mean \"served\"?");
    }

    [Fact]
    public async Task A_store_that_is_none_is_3_for_every_command_that_needs_it()
    {
        _folder.Write(".persona/bench.db", string.Concat(Enumerable.Repeat("this is no database\n", 100)));

        foreach (var command in (string[])["run --workload quick", "runs", "show x", "resume x"])
        {
            (await _folder.FailAsync(command, 3)).ShouldStartWith("store sqlite:.persona/bench.db cannot be used: ");
        }
    }

    [Theory]
    [InlineData("run --workload quick --store sqlite:blocked/bench.db")]
    [InlineData("run --workload quick --store sqlite:folder")]
    [InlineData("run --workload quick --config spool.yaml")]
    public async Task A_path_that_cannot_be_written_to_is_3_and_is_named(string command)
    {
        _folder.Write("blocked", "a file where a folder belongs");
        Directory.CreateDirectory(_folder.PathOf("folder"));
        _folder.Write("spool.yaml", "benchmarks: {spool_dir: blocked}");

        var complaint = await _folder.FailAsync(command, 3);

        complaint.ShouldMatch("blocked|folder");
        complaint.ShouldNotContain("unexpected");
    }

    [Fact]
    public async Task Hostile_baselines_are_listed_with_file_and_line_and_the_others_still_shown()
    {
        _folder.Write("baselines/good.yaml", "version: \"1.0\"\ncaptured_at: \"2025-01-15T10:30:00Z\"\nenvironment: {}\nworkloads: {quick: {iterations: 1, metrics: {}}}\n");
        _folder.Write("baselines/bomb.yaml", "a: &a [x]\nb: [*a, *a]\n");
        _folder.Write("baselines/tag.yaml", "\n\nversion: !!python/object:os.system x\n");
        _folder.Write("baselines/colour.yaml", "version: \"\u001b[31mred\"\n");
        using (var large = File.Create(_folder.PathOf("baselines/large.yaml")))
        {
            large.SetLength(100_000_000);
        }

        var outcome = await _folder.RunAsync("list --format json", exitCode: 0);

        var listed = (await outcome.JsonAsync("baselines")).GetProperty("baselines").EnumerateArray()
            .ToDictionary(entry => entry.GetProperty("name").GetString()!, entry => entry.GetProperty("problem").GetString());
        listed["good"].ShouldBeNull();
        listed["bomb"]!.ShouldStartWith("baselines/bomb.yaml:1:4: ");
        listed["tag"]!.ShouldStartWith("baselines/tag.yaml:3:10: ");
        listed["colour"]!.ShouldStartWith("baselines/colour.yaml:1:");
        listed["large"]!.ShouldContain("4 MB");
        (await _folder.RunAsync("list", exitCode: 0)).Output.ShouldContain("baselines/bomb.yaml:1:4: ");
    }

    [Fact]
    public async Task Runs_are_found_by_what_names_one_and_refused_by_what_names_none_or_several()
    {
        _folder.Configure(BenchFolder.Instant, $"workloads: {{{BenchFolder.Tiny}}}", "default_workload: tiny");
        (await _folder.FailAsync("resume nightly", 64)).ShouldBe("there is no run 'nightly'; 'persona benchmark runs' lists them");
        await _folder.RunAsync("run --name nightly", exitCode: 0);
        await _folder.RunAsync("run --name nightly", exitCode: 0);
        var run = await _folder.NewestRunAsync();
        run.State.ShouldBe(RunState.Completed);

        foreach (var ambiguous in (string[])["nightly", $"{run.RunId}"[..4]])
        {
            (await _folder.FailAsync($"resume {ambiguous}", 64)).ShouldStartWith($"'{ambiguous}' matches 2 runs (");
        }

        (await _folder.FailAsync("show 0123456789ab", 64)).ShouldStartWith("there is no run '0123456789ab'");
        (await _folder.RunAsync($"show {run.RunId:N}", exitCode: 0)).Output.ShouldContain($"{run.RunId}");
    }
}
