namespace Persona.Bench.Cli.Tests.EndToEnd;

internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Asks again until the condition holds.</summary>
    public static Task BecomesTrueAsync(Func<bool> condition, string what) => BecomesTrueAsync(() => Task.FromResult(condition()), what);

    /// <summary>Asks again until the condition holds.</summary>
    public static async Task BecomesTrueAsync(Func<Task<bool>> condition, string what)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!await condition())
        {
            deadline.IsCancellationRequested.ShouldBeFalse($"waited {Deadline.TotalSeconds} s for {what}");
            await Task.Delay(10, CancellationToken.None);
        }
    }
}
