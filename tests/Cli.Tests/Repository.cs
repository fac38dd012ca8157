namespace Persona.Bench.Cli.Tests;

internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Persona.Bench.sln")) ? folder : Find(Path.GetDirectoryName(folder.TrimEnd('/', '\\'))!);
}
