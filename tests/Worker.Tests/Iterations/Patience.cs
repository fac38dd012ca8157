namespace Persona.Bench.Worker.Tests.Iterations;

internal static class Patience
{
    /// <summary>How long a test waits for what must happen.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    /// <summary>Asks again until the condition holds; fails at the deadline.</summary>
    public static Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!await condition())
        {
            deadline.IsCancellationRequested.ShouldBeFalse($"waited for {what}");
            await Task.Delay(5, CancellationToken.None);
        }
    }
}
