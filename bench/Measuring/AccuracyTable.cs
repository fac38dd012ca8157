using System.Collections.Concurrent;
using System.Diagnostics;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Emulator;
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
            await using var emulator = await EmulatedProvider.StartAsync(
                new EmulatorOptions { Profile = "constant:500/100", RequestLogCapacity = 100_000 }, cancellationToken);
            using var product = new Product();
            var result = await product.RunAsync(emulator.BaseUrl, Formats, iterations, concurrency, WarmUps, cancellationToken);
            var truth = emulator.RequestLog.Snapshot().ToDictionary(record => record.RequestId);
            foreach (var format in Formats)
            {
                var pairs = result.Measurements.Where(measurement => measurement.Provider == format)
                    .Select(measurement => new Pair(measurement, truth[measurement.RequestId!])).ToArray();
                Console.WriteLine(Row(concurrency, format, pairs));
            }

            await PrintBareAsync(emulator, iterations, concurrency, [.. result.Measurements.Select(measurement => measurement.PromptText!)], cancellationToken);
        }

        return 0;
    }

    /// <summary>What a client that ignores the answer would have measured.</summary>
    private static async Task PrintBareAsync(
        EmulatedProvider emulator, int iterations, int concurrency, string[] prompts, CancellationToken cancellationToken)
    {
        using var client = new BareClient(emulator.BaseUrl);
        await client.PostAsync(prompts[0], cancellationToken);
        var measured = new ConcurrentDictionary<string, double>();
        await Parallel.ForAsync(0, iterations, new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken }, async (number, token) =>
        {
            var start = Stopwatch.GetTimestamp();
            var id = await client.PostAsync(prompts[number], token);
            measured[id] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });
        var truth = emulator.RequestLog.Snapshot().Where(record => measured.ContainsKey(record.RequestId)).ToDictionary(record => record.RequestId, record => record.LatencyMs);
        double[] latencies = [.. measured.Values.Order()], real = [.. truth.Values.Order()];
        Console.WriteLine(
            $"| {concurrency} | bare HttpClient | {iterations} | {measured.Average(one => one.Value - truth[one.Key]):0.000} "
            + $"| {Relative(latencies, real, .5):0.000} | {Relative(latencies, real, .95):0.000} | {Relative(latencies, real, .99):0.000} | – | – | – | – |");
    }

    private static string Row(int concurrency, string format, IReadOnlyList<Pair> pairs)
    {
        var measured = pairs.Select(pair => pair.Measured.LatencyMs!.Value).Order().ToArray();
        var real = pairs.Select(pair => pair.Truth.LatencyMs).Order().ToArray();
        var gaps = pairs.Select(pair => Math.Abs(pair.GapErrorMs)).Order().ToArray();
        return $"| {concurrency} | {format} | {pairs.Count} | {pairs.Average(pair => pair.LatencyErrorMs):0.000} "
            + $"| {Relative(measured, real, .5):0.000} | {Relative(measured, real, .95):0.000} | {Relative(measured, real, .99):0.000} "
            + $"| {pairs.Average(pair => pair.FirstTokenErrorMs):0.000} | {gaps.Average():0.0000} | {Quantile(gaps, .99):0.0000} "
            + $"| {pairs.Count(pair => pair.TokensDiffer)} |";
    }

    private static double Relative(double[] measured, double[] real, double p) => 100 * (Quantile(measured, p) / Quantile(real, p) - 1);

    private static double Quantile(double[] sorted, double p) => sorted[(int)Math.Ceiling(p * sorted.Length) - 1];

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
