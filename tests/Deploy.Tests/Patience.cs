using System.Diagnostics;

namespace Persona.Bench.Deploy.Tests;

/// <summary>Waits for a condition by asking again, with a deadline.</summary>
internal static class Patience
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <exception cref="TimeoutException">The condition did not hold in time.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Deadline)
            {
                throw new TimeoutException($"waited {Deadline.TotalSeconds} s for {what()}");
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
