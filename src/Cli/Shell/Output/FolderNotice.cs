using Persona.Bench.Files.Folders;

namespace Persona.Bench.Cli.Shell.Output;

/// <summary>Tells of a folder that was created, unless the documentation leads one to expect it.</summary>
internal static class FolderNotice
{
    private const string Baselines = "baselines";

    /// <param name="created">Null: nothing was created.</param>
    /// <param name="error">Takes the notice.</param>
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
