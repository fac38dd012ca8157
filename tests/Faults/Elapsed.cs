using System.Diagnostics;

namespace Persona.Bench.Faults;

/// <summary>Keeps a fault active for a given time, where its duration is what is tested.</summary>
internal static class Elapsed
{
    public static async Task AtLeastAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await Patience.UntilAsync(
            () => Stopwatch.GetElapsedTime(start) >= duration, duration + TimeSpan.FromSeconds(30), () => $"{duration} to pass", cancellationToken);
    }
}
