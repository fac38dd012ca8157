namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>A run is compared with itself only on request, and with a notice.</summary>
public sealed class ComparedWithItselfTests : IDisposable
{
    private readonly BenchFolder _folder = new();

    public ComparedWithItselfTests()
    {
        _folder.Configure(BenchFolder.Instant, $"workloads: {{{BenchFolder.Tiny}}}", "default_workload: tiny", "thresholds: {warn: 5000, fail: 9000}");
        _folder.Environment["COLUMNS"] = "200";
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_run_behind_the_only_baseline_is_not_compared_with_it()
    {
        await _folder.RunAsync("capture", 0);
        var run = await _folder.NewestRunAsync();

        foreach (var command in (string[])["compare", $"compare --current {run.RunId}", "compare --current v1.12.0"])
        {
            (await _folder.FailAsync(command, 64)).ShouldStartWith("baselines has no baseline other than the current measurements themselves: ");
        }
    }

    [Fact]
    public async Task By_default_the_newest_other_baseline_is_taken()
    {
        _folder.Environment["PERSONA_VERSION"] = "1.11.0";
        await _folder.RunAsync("capture", 0);
        _folder.Environment["PERSONA_VERSION"] = "1.12.0";
        await _folder.RunAsync("capture", 0);
        File.Copy(_folder.DefaultBaseline, _folder.PathOf("baselines/copy.yaml"));

        (await _folder.RunAsync("compare", 0)).Output.ShouldContain("against v1.11.0, ");
        (await _folder.RunAsync("compare --current copy", 0)).Output.ShouldContain("copy against v1.11.0, ");

        await _folder.RunAsync("run", 0);
        (await _folder.RunAsync("compare", 0)).Output.ShouldMatch("against (v1.12.0|copy), ");
    }

    [Fact]
    public async Task Asked_for_by_name_it_is_said()
    {
        await _folder.RunAsync("capture", 0);

        foreach (var format in (string[])["table", "markdown", "html", "json"])
        {
            (await _folder.RunAsync($"compare --baseline v1.12.0 --format {format}", 0)).Output
                .ShouldContain("compared with itself: both sides are the same measurements", customMessage: format);
        }
    }
}
