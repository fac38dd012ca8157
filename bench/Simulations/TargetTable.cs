using System.Diagnostics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Simulations;

/// <summary>The target table of docs/statistics.md, and the rules of other tools on the same draws.</summary>
internal static class TargetTable
{
    private static readonly double[] Changes = [0, 0.10, 0.25, 0.40];

    public static int Print(int repetitions)
    {
        var start = Stopwatch.GetTimestamp();
        Cell[] cells = [.. Scenario.All.SelectMany(_ => Changes, (scenario, change) => Cell.Of(scenario, change, repetitions))];
        Print("Screen then duet (100 against 100 stored iterations, ten stored sessions; what does not pass goes to the duet)", cells,
            one => one.ScreenThenDuet, one => one.ScreenPairs);
        Print("Duet alone", cells, one => one.DuetAlone.Verdict, one => one.DuetAlone.Pairs);
        Print("Screen then duet, no history", cells, one => one.ScreenWithoutHistory, null);
        Print("One stored run against a stored baseline, no history", cells, one => one.Stored, null);
        Print("One stored run against a stored baseline, ten stored sessions", cells, one => one.StoredWithHistory, null);
        PrintPeers(cells);
        Console.WriteLine($"\n{repetitions} repetitions a cell, {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s.");
        return 0;
    }

    private static void Print(string title, Cell[] cells, Func<Repetition, Verdict> verdict, Func<Repetition, int>? pairs)
    {
        Console.WriteLine($"\n### {title}\n");
        Console.WriteLine("| scenario | true change | warning or worse % | failure % | pass % | inconclusive % |" + (pairs is null ? "" : " mean pairs |"));
        Console.WriteLine("|---|---|---|---|---|---|" + (pairs is null ? "" : "---|"));
        foreach (var cell in cells)
        {
            var rates = cell.Rates(verdict);
            Console.WriteLine(
                $"| {cell.Scenario.Name} | {Change(cell)} | {rates.WarningOrWorse:0.0} | {rates.Failure:0.0} | {rates.Pass:0.0} | {rates.Inconclusive:0.0} |"
                + (pairs is null ? "" : $" {cell.Repetitions.Average(pairs):0} |"));
        }
    }

    private static void PrintPeers(Cell[] cells)
    {
        Console.WriteLine("\n### The peers' rules on the same stored runs\n");
        Console.WriteLine("| scenario | true change | plain rule: warning or worse % | plain rule: failure % | Mann-Whitney p < .05, slower % |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var cell in cells)
        {
            Console.WriteLine(
                $"| {cell.Scenario.Name} | {Change(cell)} | {cell.Share(one => one.Plain >= ThresholdStatus.Warning):0.0} "
                + $"| {cell.Share(one => one.Plain == ThresholdStatus.Failure):0.0} | {cell.Share(one => one.MannWhitney):0.0} |");
        }
    }

    private static string Change(Cell cell) => cell.Change == 0 ? "A/A" : $"+{100 * cell.Change:0}%";
}
