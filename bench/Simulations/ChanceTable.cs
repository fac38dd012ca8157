namespace Persona.Bench.Simulations;

/// <summary>The table of docs/statistics.md on chance errors and timeouts.</summary>
internal static class ChanceTable
{
    private static readonly double[] Rates = [0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.10];

    public static int Print()
    {
        Console.WriteLine("| true rate on both sides | error_rate: warning or worse % | failure % | p95 with timeouts: warning or worse % | failure % |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var rate in Rates)
        {
            var (errors, timeouts) = (ChanceAlarms.OfErrors(rate), ChanceAlarms.OfTimeouts(rate));
            Console.WriteLine($"| {100 * rate:0.#}% | {errors.WarningOrWorse:0.00} | {errors.Failure:0.00} | {timeouts.WarningOrWorse:0.00} | {timeouts.Failure:0.00} |");
        }

        return 0;
    }
}
