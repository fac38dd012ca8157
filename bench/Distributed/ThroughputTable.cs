namespace Persona.Bench.Distributed;

/// <summary>
/// Iterations per second, from submission to the last row. For comparison: what the bus alone carries in the same minutes, and the minimal
/// pipeline of a message, a call and a row.
/// </summary>
internal static class ThroughputTable
{
    private const int Messages = 20_000;
    private const int Iterations = 3_000;
    private const int Slots = 16;
    private const int Rounds = 3;

    public static async Task PrintAsync(Ground ground, CancellationToken cancellationToken)
    {
        await using var fleet = await Fleet.StartAsync(ground, "instant", workers: 1, Slots, cancellationToken);
        await using var least = await LeastPipeline.CreateAsync(fleet, cancellationToken);
        // Warm-up: JIT compilation takes most of a minute. ANALYZE gives the database the table sizes that autovacuum would within a minute.
        await fleet.RunAsync(6 * Iterations, Slots, 0, cancellationToken);
        await least.RateAsync(ground.Broker, Iterations, Slots, cancellationToken);
        await fleet.AnalyzeAsync(cancellationToken);
        Console.WriteLine("| round | iterations/s, end to end | publish + consume of MassTransit, messages/s | ratio | message, bare call and row, iterations/s | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|");
        for (var round = 1; round <= Rounds; round++)
        {
            var took = await fleet.RunAsync(Iterations, Slots, 0, cancellationToken);
            var bus = await BareBus.RateAsync(ground.Broker, Messages, () => Task.CompletedTask, 64, cancellationToken);
            var pipeline = await least.RateAsync(ground.Broker, Iterations, Slots, cancellationToken);
            var rate = Iterations / took.TotalSeconds;
            Console.WriteLine($"| {round} | {rate:0} | {bus:0} | {rate / bus:0.000} | {pipeline:0} | {rate / pipeline:0.00} |");
        }
    }
}
