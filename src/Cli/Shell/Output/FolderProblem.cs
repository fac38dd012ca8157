using Persona.Bench.Files.Folders;

namespace Persona.Bench.Cli.Shell.Output;

/// <summary>Why a file cannot stand in a folder, asked before the work whose result it is to hold. Makes nothing.</summary>
internal static class FolderProblem
{
    /// <returns>Null: the folder is there, or can be made.</returns>
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
