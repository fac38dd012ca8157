namespace Persona.Bench.Distributed;

/// <summary>Iterations a second, from the submission to the last row, beside what the bus alone carries in the same minutes.</summary>
internal static class ThroughputTable
{
    private const int Messages = 20_000;
    private const int Iterations = 3_000;
    private const int Rounds = 3;

    public static async Task PrintAsync(Ground ground, CancellationToken cancellationToken)
    {
        await using var fleet = await Fleet.StartAsync(ground, "instant", workers: 1, slots: 16, cancellationToken);
        // As long as what is timed: code is compiled by then, and the database knows how large its tables are, as it does within a minute anyway.
        await fleet.RunAsync(Iterations, 16, 0, cancellationToken);
        await fleet.AnalyzeAsync(cancellationToken);
        Console.WriteLine("| round | iterations/s, end to end | publish + consume of MassTransit, messages/s | ratio |");
        Console.WriteLine("|---|---|---|---|");
        for (var round = 1; round <= Rounds; round++)
        {
            var took = await fleet.RunAsync(Iterations, 16, 0, cancellationToken);
            var bus = await BareBus.RateAsync(ground.Broker, Messages, cancellationToken);
            var rate = Iterations / took.TotalSeconds;
            Console.WriteLine($"| {round} | {rate:0} | {bus:0} | {rate / bus:0.000} |");
        }
    }
}
