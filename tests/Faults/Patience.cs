using System.Diagnostics;

namespace Persona.Bench.Faults;

/// <summary>Waits for a condition by asking again, with a deadline.</summary>
internal static class Patience
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <exception cref="TimeoutException">The condition did not hold in time.</exception>
    public static Task UntilAsync(Func<bool> condition, TimeSpan deadline, Func<string> what, CancellationToken cancellationToken) =>
        UntilAsync(() => Task.FromResult(condition()), deadline, what, cancellationToken);

    /// <exception cref="TimeoutException">The condition did not hold in time.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan deadline, Func<string> what, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > deadline)
            {
                throw new TimeoutException($"waited {deadline.TotalSeconds} s for {what()}");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
