namespace Persona.Bench.Deploy.Tests.Processes;

/// <summary>The executables as they are installed: side by side.</summary>
internal static class Programs
{
    public static string Folder { get; } =
        Path.Combine(Repository.Root, "src", "Cli", "bin", Repository.Configuration, Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')));

    public static string Persona { get; } = Path.Combine(Folder, "persona");

    public static string Worker { get; } = Path.Combine(Folder, "Persona.Bench.Worker");

    public static string Coordinator { get; } = Path.Combine(Folder, "Persona.Bench.Coordinator");
}
