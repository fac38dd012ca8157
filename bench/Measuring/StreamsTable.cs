using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Persona.Bench.Measuring;

/// <summary>
/// Many answers at once: what the product measured, beside a client that parses nothing and one of the peers' kind (aiohttp, a task for
/// each request), each against the log of an emulator in a process of its own. All streams begin at once; their first answers are told apart.
/// </summary>
internal static class StreamsTable
{
    /// <summary>Some 104 chunks, 20 ms apart.</summary>
    private const string Profile = "constant:2580/500";

    private const int Rounds = 5;
    private const int WarmUps = 3;

    public static async Task<int> PrintAsync(bool quick, CancellationToken cancellationToken)
    {
        Console.WriteLine("| streams | client | answers | latency: mean error ms | % | p99 error ms | first token: mean error ms | p99 error ms | opening: mean error ms | mismatches | without first token | processors used |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var streams in quick ? [16] : new[] { 64, 128, 256, 512, 1000 })
        {
            await PrintAsync(streams, "persona", MeasureAsync, cancellationToken);
            await PrintAsync(streams, "bare HttpClient", PostAsync, cancellationToken);
            await PrintAsync(streams, "aiohttp", AskPythonAsync, cancellationToken);
        }

        return 0;
    }

    private static async Task PrintAsync(
        int streams, string client, Func<Uri, int, CancellationToken, Task<IReadOnlyCollection<Measured>>> measure, CancellationToken cancellationToken)
    {
        await using var emulator = await RemoteEmulator.StartAsync(Profile, cancellationToken);
        var use = new ProcessorUse();
        var measured = await measure(emulator.Address, streams, cancellationToken);
        var used = use.Share;
        var truth = await emulator.EndAsync(cancellationToken);
        var errors = new Errors([.. measured.Where(one => !one.IsOpening)], truth);
        var opening = new Errors([.. measured.Where(one => one.IsOpening)], truth);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {streams} | {client} | {measured.Count} | {errors.LatencyMs:0.0} | {100 * errors.LatencyMs / errors.RealLatencyMs:0.00} | {errors.LatencyP99Ms:0} "
            + $"| {errors.FirstTokenMs:0.0} | {errors.FirstTokenP99Ms:0} | {opening.LatencyMs:0} | {errors.Mismatches} | {errors.WithoutFirstToken} | {100 * used:0}% |"));
    }

    private static async Task<IReadOnlyCollection<Measured>> MeasureAsync(Uri emulator, int streams, CancellationToken cancellationToken)
    {
        using var product = new Product();
        var result = await product.RunAsync(emulator, ["openai"], streams * Rounds, streams, WarmUps, cancellationToken);
        return [.. result.Measurements.Select(one => new Measured(one.RequestId!, one.LatencyMs!.Value, one.TimeToFirstTokenMs, one.Opening is true, one.PersonasValid != 1))];
    }

    private static async Task<IReadOnlyCollection<Measured>> PostAsync(Uri emulator, int streams, CancellationToken cancellationToken)
    {
        using var client = new BareClient(emulator);
        await client.PostAsync("warm-up", cancellationToken);
        var measured = new ConcurrentBag<Measured>();
        await Task.WhenAll(Enumerable.Range(0, streams).Select(async _ =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                var start = Stopwatch.GetTimestamp();
                var (id, first) = await client.PostTimedAsync("Two personas, please.", cancellationToken);
                measured.Add(new(id, Stopwatch.GetElapsedTime(start).TotalMilliseconds, Stopwatch.GetElapsedTime(start, first).TotalMilliseconds, round == 0));
            }
        }));
        return measured;
    }

    private static async Task<IReadOnlyCollection<Measured>> AskPythonAsync(Uri emulator, int streams, CancellationToken cancellationToken)
    {
        var script = Path.Combine(Product.Root, "bench", "Measuring", "aiohttp_client.py");
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, emulator.ToString().TrimEnd('/'), $"{streams}", $"{Rounds}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var lines = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return
        [
            .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
                .Select(one => new Measured(one.GetProperty("id").GetString()!, one.GetProperty("latency_ms").GetDouble(), one.GetProperty("first_token_ms").GetDouble(), one.GetProperty("opening").GetBoolean())),
        ];
    }
}
