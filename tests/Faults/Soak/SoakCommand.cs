using System.Globalization;
using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Servers;

namespace Persona.Bench.Faults.Soak;

/// <summary>
/// <c>--schedules N [--seed S] [--from M]</c>: runs the random fault schedules M to N. The table goes to standard output, progress to standard error.
/// </summary>
internal static class SoakCommand
{
    private const int Done = 0;
    private const int Broken = 1;
    private const int Misused = 64;

    public static async Task<int> RunAsync(string[] args)
    {
        if (!TryNumber(args, "--schedules", null, out var schedules) || !TryNumber(args, "--seed", 1, out var seed)
            || !TryNumber(args, "--from", 1, out var first) || first < 1 || schedules < first)
        {
            await Console.Error.WriteLineAsync("usage: dotnet run --project tests/Faults -- --schedules N [--seed S] [--from M]");
            return Misused;
        }

        if (PrivateServers.Missing is { } missing)
        {
            await Console.Error.WriteLineAsync(missing);
            return Misused;
        }

        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            interrupted.Cancel();
        };
        var outcomes = await RunAsync(first..(schedules + 1), seed, interrupted.Token);
        await Console.Out.WriteAsync(SoakTable.Of(seed, outcomes));
        return outcomes.All(outcome => outcome.Broken.Count == 0) && outcomes.Count == schedules - first + 1 ? Done : Broken;
    }

    private static async Task<IReadOnlyList<ScheduleOutcome>> RunAsync(Range numbers, int seed, CancellationToken cancellationToken)
    {
        var outcomes = new List<ScheduleOutcome>();
        var bench = new FaultBench();
        try
        {
            await bench.LayAsync(seed, cancellationToken);
            var run = new SoakRun(bench, TimeProvider.System);
            for (var number = numbers.Start.Value; number < numbers.End.Value; number++)
            {
                var schedule = Schedule.Draw(seed, number);
                var outcome = await run.RunAsync(schedule, cancellationToken);
                outcomes.Add(outcome);
                await ReportAsync(outcome);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The table shows the schedules done so far.
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"{numbers.Start.Value + outcomes.Count} could not be completed: {exception}");
        }
        finally
        {
            await bench.DisposeAsync();
        }

        return outcomes;
    }

    private static async Task ReportAsync(ScheduleOutcome outcome)
    {
        var evidence = outcome.Evidence;
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Schedule.Number}: {outcome.Schedule.Text}: {evidence.Duration.TotalSeconds:F1} s, {evidence.ExtraCalls} extra calls, {(outcome.Broken.Count == 0 ? "holds" : "BROKEN")}"));
        foreach (var sentence in outcome.Broken.Take(10))
        {
            await Console.Error.WriteLineAsync($"  {sentence}");
        }
    }

    private static bool TryNumber(string[] args, string option, int? otherwise, out int number)
    {
        number = otherwise ?? 0;
        var place = Array.IndexOf(args, option);
        return place < 0 ? otherwise is not null : place + 1 < args.Length && int.TryParse(args[place + 1], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
