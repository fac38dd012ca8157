using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Persona.Bench.Cli.Tests.EndToEnd;

[UnsupportedOSPlatform("windows")]
public sealed class EmulateTests : IDisposable
{
    private readonly BenchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_served_provider_is_used_by_its_address_until_it_is_interrupted()
    {
        using var server = _folder.Start("emulate --profile constant:20 --log truth.jsonl");
        await Patience.UntilAsync(() => server.Output.EndsWith('\n'), "the address");
        var address = server.Output.TrimEnd('\n');
        address.ShouldMatch(@"^http://127\.0\.0\.1:\d+/$");
        _folder.Configure($"providers: {{emulated: {{kind: emulated, base_url: \"{address}\"}}}}", $"workloads: {{{BenchFolder.Tiny}}}");

        await _folder.RunAsync("run --workload tiny", exitCode: 0);
        server.Interrupt();

        var outcome = await server.EndAsync();
        outcome.ExitCode.ShouldBe(0);
        outcome.Output.ShouldBe($"{address}\n");
        outcome.Error.ShouldBe("serving profile constant:20, seed 1; press Ctrl-C to stop\n4 requests served\n");
        (await File.ReadAllLinesAsync(_folder.PathOf("truth.jsonl"))).Length.ShouldBe(4);
        (await _folder.MeasurementsAsync()).ShouldAllBe(measurement => measurement.LatencyMs >= 20);
    }

    [Fact]
    public async Task A_full_log_is_reported_immediately_and_is_3_at_the_end()
    {
        using var server = _folder.Start("emulate --profile instant --log /dev/full");
        await Patience.UntilAsync(() => server.Output.EndsWith('\n'), "the address");
        _folder.Configure($"providers: {{emulated: {{kind: emulated, base_url: \"{server.Output.TrimEnd('\n')}\"}}}}", $"workloads: {{{BenchFolder.Tiny}}}");

        await _folder.RunAsync("run --workload tiny", exitCode: 0);
        await Patience.UntilAsync(() => server.Error.Contains("still serving", StringComparison.Ordinal), "the complaint");
        server.Interrupt();

        var outcome = await server.EndAsync();
        outcome.ExitCode.ShouldBe(3);
        outcome.Error.ShouldContain("--log /dev/full: the log stopped (No space left on device");
        outcome.Complaint().ShouldStartWith("--log /dev/full: the log is incomplete: ");
    }

    [Fact]
    public async Task What_cannot_be_served_is_one_line_and_64()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        (await _folder.FailAsync($"emulate --port {port}", 64)).ShouldContain($"127.0.0.1:{port}: the port is in use");
        var fault = await _folder.FailAsync("emulate --fault nonsense", 64);
        fault.ShouldContain("unknown kind 'nonsense'");
        fault.ShouldContain("hang, hang-mid-stream, cut, bad-json, bad-body, too-few, truncated, refusal");
        (await _folder.FailAsync("emulate --profile nonsense", 64)).ShouldContain("instant, very-fast, fast");
        (await _folder.FailAsync("emulate --host 0.0.0.0", 64)).ShouldContain("API key");
        _folder.Write("blocked", "a file where a folder belongs");
        (await _folder.FailAsync("emulate --log blocked/truth.jsonl", 64)).ShouldContain("blocked");
    }
}
