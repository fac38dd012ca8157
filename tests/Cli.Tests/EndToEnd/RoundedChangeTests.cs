namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>A change just below a level is shown below it, in every format.</summary>
public sealed class RoundedChangeTests : IDisposable
{
    private readonly BenchFolder _folder = new();

    public RoundedChangeTests()
    {
        Write("base.yaml", "1.0.0", "1000", "2000", "500", "50");
        Write("current.yaml", "1.1.0", "1099.6", "2499.5", "599.9", "45.01");
        _folder.Configure("metrics: [generation_latency_p50, generation_latency_p95, memory_peak_mb, throughput_personas_per_minute]");
        _folder.Environment["COLUMNS"] = "200";
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("table")]
    [InlineData("markdown")]
    [InlineData("html")]
    public async Task Tables_show_the_side(string format)
    {
        var text = (await _folder.RunAsync($"compare --baseline base.yaml --current current.yaml --format {format}", 0)).Output.Replace("\\", "");

        foreach (var figure in (string[])["+9.96%", "+24.98%", "+19.98%", "-9.98%", "1099.6 ms", "2499.5 ms", "599.9 MB", "45.01 personas/min"])
        {
            text.ShouldContain(figure);
        }

        foreach (var figure in (string[])["+10.0%", "+25.0%", "+20.0%", "-10.0%", "1100 ms", "2500 ms"])
        {
            text.ShouldNotContain(figure);
        }
    }

    [Fact]
    public async Task Sentences_show_the_side()
    {
        (await _folder.RunAsync("compare --baseline base.yaml --current current.yaml --format github", 0)).Output.ShouldContain("+24.98%25");
        var junit = (await _folder.RunAsync("compare --baseline base.yaml --current current.yaml --format junit", 0)).Output;
        junit.ShouldContain("1000 ms in base, 1099.6 ms now: +9.96%");
        (await _folder.RunAsync("compare --baseline base.yaml --current current.yaml --baseline base.yaml", 0)).Output.ShouldContain("+9.96%");
    }

    private void Write(string path, string version, string p50, string p95, string memory, string throughput) => _folder.Write(
        path,
        $$"""
        version: "{{version}}"
        captured_at: "2025-01-15T10:30:00Z"
        environment: {platform: "linux-x64"}
        workloads:
          standard:
            iterations: 100
            metrics: {generation_latency_p50: {{p50}}, generation_latency_p95: {{p95}}, memory_peak_mb: {{memory}}, throughput_personas_per_minute: {{throughput}}}

        """);
}
