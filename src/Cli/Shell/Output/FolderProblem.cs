using Persona.Bench.Files.Folders;

namespace Persona.Bench.Cli.Shell.Output;

/// <summary>Checks whether a file can be written to a folder, before the work that produces it. Creates nothing.</summary>
internal static class FolderProblem
{
    /// <returns>Why not; null if the folder exists or can be created.</returns>
    public static string? In(string folder)
    {
        var there = folder;
        while (!Path.Exists(there) && Path.GetDirectoryName(there) is { } parent)
        {
            there = parent;
        }

        return Directory.Exists(there) ? NewFolder.Refusal(folder) : $"{there} is not a folder";
    }
}
