using System.Collections.Concurrent;
using System.Diagnostics;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Emulator.GroundTruth;

namespace Persona.Bench.Measuring;

/// <summary>What the product measured, against what the provider really did, request by request.</summary>
internal static class AccuracyTable
{
    /// <summary>Per provider, so that JIT compilation after a start is not measured.</summary>
    private const int WarmUps = 20;

    private static readonly string[] Formats = ["openai", "anthropic", "gemini", "ollama"];

    public static async Task<int> PrintAsync(bool quick, CancellationToken cancellationToken)
    {
        Console.WriteLine("| concurrency | format | n | e2e mean error ms | p50 % | p95 % | p99 % | TTFT mean error ms | gap mean error ms | gap p99 error ms | token mismatches |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (concurrency, iterations) in quick ? [(1, 10), (16, 64)] : new[] { (1, 50), (16, 200) })
        {
            await using var emulator = await RemoteEmulator.StartAsync("constant:500/100", cancellationToken);
            using var product = new Product();
            var result = await product.RunAsync(emulator.Address, Formats, iterations, concurrency, WarmUps, cancellationToken);
            var bare = await BareAsync(emulator.Address, iterations, concurrency, [.. result.Measurements.Select(one => one.PromptText!)], cancellationToken);
            var truth = await emulator.EndAsync(cancellationToken);
            foreach (var format in Formats)
            {
                var pairs = result.Measurements.Where(measurement => measurement.Provider == format)
                    .Select(measurement => new Pair(measurement, truth[measurement.RequestId!])).ToArray();
                Console.WriteLine(Row(concurrency, format, pairs));
            }

            Console.WriteLine(BareRow(concurrency, bare, truth));
        }

        return 0;
    }

    /// <summary>What a client that ignores the answer would have measured.</summary>
    private static async Task<IReadOnlyCollection<Measured>> BareAsync(
        Uri emulator, int iterations, int concurrency, string[] prompts, CancellationToken cancellationToken)
    {
        using var client = new BareClient(emulator);
        await client.PostAsync(prompts[0], cancellationToken);
        var measured = new ConcurrentBag<Measured>();
        await Parallel.ForAsync(0, iterations, new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken }, async (number, token) =>
        {
            var start = Stopwatch.GetTimestamp();
            var (id, first) = await client.PostTimedAsync(prompts[number], token);
            measured.Add(new(id, Stopwatch.GetElapsedTime(start).TotalMilliseconds, Stopwatch.GetElapsedTime(start, first).TotalMilliseconds));
        });
        return measured;
    }

    private static string BareRow(int concurrency, IReadOnlyCollection<Measured> bare, IReadOnlyDictionary<string, GroundTruthRecord> truth)
    {
        var errors = new Errors(bare, truth);
        double[] latencies = [.. bare.Select(one => one.LatencyMs).Order()], real = [.. bare.Select(one => truth[one.RequestId].LatencyMs).Order()];
        return $"| {concurrency} | bare HttpClient | {bare.Count} | {errors.LatencyMs:0.000} "
            + $"| {Relative(latencies, real, .5):0.000} | {Relative(latencies, real, .95):0.000} | {Relative(latencies, real, .99):0.000} | {errors.FirstTokenMs:0.000} | – | – | – |";
    }

    private static string Row(int concurrency, string format, IReadOnlyList<Pair> pairs)
    {
        var measured = pairs.Select(pair => pair.Measured.LatencyMs!.Value).Order().ToArray();
        var real = pairs.Select(pair => pair.Truth.LatencyMs).Order().ToArray();
        var gaps = pairs.Select(pair => Math.Abs(pair.GapErrorMs)).Order().ToArray();
        return $"| {concurrency} | {format} | {pairs.Count} | {pairs.Average(pair => pair.LatencyErrorMs):0.000} "
            + $"| {Relative(measured, real, .5):0.000} | {Relative(measured, real, .95):0.000} | {Relative(measured, real, .99):0.000} "
            + $"| {pairs.Average(pair => pair.FirstTokenErrorMs):0.000} | {gaps.Average():0.0000} | {Errors.Quantile(gaps, .99):0.0000} "
            + $"| {pairs.Count(pair => pair.TokensDiffer)} |";
    }

    private static double Relative(double[] measured, double[] real, double p) => 100 * (Errors.Quantile(measured, p) / Errors.Quantile(real, p) - 1);

    private sealed record Pair(Measurement Measured, GroundTruthRecord Truth)
    {
        public double LatencyErrorMs => Measured.LatencyMs!.Value - Truth.LatencyMs;

        public double FirstTokenErrorMs => Measured.TimeToFirstTokenMs!.Value - Truth.TimeToFirstTokenMs!.Value;

        public double GapErrorMs =>
            Gap(Measured.LatencyMs!.Value, Measured.TimeToFirstTokenMs!.Value) - Gap(Truth.LatencyMs, Truth.TimeToFirstTokenMs!.Value);

        public bool TokensDiffer => Measured.InputTokens != Truth.InputTokens || Measured.OutputTokens != Truth.OutputTokens;

        private double Gap(double latencyMs, double firstTokenMs) => (latencyMs - firstTokenMs) / (Truth.OutputTokens - 1);
    }
}
