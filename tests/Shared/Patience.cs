using System.Diagnostics;

namespace Persona.Bench.Testing;

/// <summary>Polls a condition until it holds. The deadline only stops tests that would hang.</summary>
internal static class Patience
{
    /// <summary>Far longer than any wait in the tests needs, even on a busy machine.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <exception cref="TimeoutException">The condition did not hold in time.</exception>
    public static Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    /// <inheritdoc cref="UntilAsync(Func{bool}, string)"/>
    public static Task UntilAsync(Func<Task<bool>> condition, string what) => UntilAsync(condition, () => what);

    /// <inheritdoc cref="UntilAsync(Func{bool}, string)"/>
    public static Task UntilAsync(Func<Task<bool>> condition, Func<string> what) =>
        UntilAsync(condition, Deadline, what, CancellationToken.None);

    /// <inheritdoc cref="UntilAsync(Func{bool}, string)"/>
    public static Task UntilAsync(Func<bool> condition, TimeSpan deadline, Func<string> what, CancellationToken cancellationToken) =>
        UntilAsync(() => Task.FromResult(condition()), deadline, what, cancellationToken);

    /// <inheritdoc cref="UntilAsync(Func{bool}, string)"/>
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
