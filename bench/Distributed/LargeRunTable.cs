using System.Globalization;

namespace Persona.Bench.Distributed;

/// <summary>What a coordinator needs for one long run.</summary>
internal static class LargeRunTable
{
    public static async Task PrintAsync(Ground ground, int iterations, CancellationToken cancellationToken)
    {
        await using var fleet = await Fleet.StartAsync(ground, "instant", workers: 1, slots: 16, cancellationToken);
        var took = await fleet.RunAsync(iterations, 16, 0, cancellationToken);
        Console.WriteLine("| iterations | s | iterations/s | coordinator, peak MB |");
        Console.WriteLine("|---|---|---|---|");
        Console.WriteLine($"| {iterations:N0} | {took.TotalSeconds:0} | {iterations / took.TotalSeconds:0} | {PeakMb(fleet.Coordinator.Id):0} |");
    }

    /// <summary>The kernel's own high-water mark of the resident set.</summary>
    private static double PeakMb(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }
}
