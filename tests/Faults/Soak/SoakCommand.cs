namespace Persona.Bench.Faults.Soak;

internal static class SoakCommand
{
    public static Task<int> RunAsync(string[] args) => Task.FromResult(args.Length);
}
