namespace Persona.Bench.Distributed;

/// <summary>Speed-up of eight workers over one, with one slot each and calls of one second.</summary>
internal static class ShardTable
{
    private const int Iterations = 400;

    public static async Task PrintAsync(Ground ground, CancellationToken cancellationToken)
    {
        Console.WriteLine("| workers | s | times faster |");
        Console.WriteLine("|---|---|---|");
        TimeSpan? one = null;
        foreach (var workers in new[] { 1, 8 })
        {
            await using var fleet = await Fleet.StartAsync(ground, "constant:1000/100", workers, slots: 1, cancellationToken);
            // Warm-up for JIT compilation: workers run for days.
            await fleet.RunAsync(2 * workers, 1, 0, cancellationToken);
            var took = await fleet.RunAsync(Iterations, 1, 0, cancellationToken);
            one ??= took;
            Console.WriteLine($"| {workers} | {took.TotalSeconds:0.0} | {one.Value / took:0.00} |");
        }
    }
}
