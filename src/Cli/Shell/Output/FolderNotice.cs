using Persona.Bench.Files.Folders;

namespace Persona.Bench.Cli.Shell.Output;

/// <summary>Reports a folder that was created, unless it is a documented one.</summary>
internal static class FolderNotice
{
    private const string Baselines = "baselines";

    /// <param name="created">The folder; null if none was created.</param>
    /// <param name="error">Receives the notice.</param>
    public static void Write(string? created, TextWriter error)
    {
        if (created is not null && !IsExpected(created))
        {
            error.WriteLine($"created folder {Path.GetRelativePath(Directory.GetCurrentDirectory(), created)}");
        }
    }

    private static bool IsExpected(string created) =>
        created.Split(Path.DirectorySeparatorChar).Contains(NewFolder.Own) || Path.GetFileName(created) == Baselines;
}
