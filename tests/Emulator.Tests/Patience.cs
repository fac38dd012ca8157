namespace Persona.Bench.Emulator.Tests;

internal static class Patience
{
    /// <summary>Asks again until the condition holds; fails after twenty seconds.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (!condition())
        {
            deadline.IsCancellationRequested.ShouldBeFalse($"waited 20 s for {what}");
            await Task.Delay(5, CancellationToken.None);
        }
    }
}
