namespace Persona.Bench.Files.Folders;

/// <summary>
/// Makes the folder that a file is to stand in: the last one of its path alone, for a path with more that is not there is a misspelt one, and
/// never at the root of a disk. The product's own folder, <c>.persona</c>, is made where a folder below it is needed.
/// </summary>
public static class NewFolder
{
    /// <summary>The product's own folder, which keeps itself out of git.</summary>
    public const string Own = ".persona";

    private const UnixFileMode Everybody =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <returns>Why it is not made, for a person; null when it is there, or can be made.</returns>
    public static string? Refusal(string folder)
    {
        var full = Full(folder);
        if (Path.Exists(full) || Path.GetDirectoryName(full) is not { } parent)
        {
            return null;
        }

        if (Path.GetDirectoryName(parent) is null)
        {
            return $"there is no folder {full}, and none is made at the root of a disk";
        }

        return Path.Exists(parent) || (IsOwn(parent) && Refusal(parent) is null)
            ? null
            : $"there is no folder {parent}, and only the last folder of a path is made";
    }

    /// <param name="folder">Where it is to be.</param>
    /// <param name="mode">Of a new one, less what the process masks.</param>
    /// <returns>The new folder; null when it was there.</returns>
    /// <exception cref="DirectoryNotFoundException"><see cref="Refusal"/> says why.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static string? Make(string folder, UnixFileMode mode = Everybody)
    {
        var full = Full(folder);
        if (Directory.Exists(full))
        {
            return null;
        }

        if (Refusal(full) is { } refusal)
        {
            throw new DirectoryNotFoundException(refusal);
        }

        if (Path.GetDirectoryName(full) is { } parent && IsOwn(parent))
        {
            Make(parent);
        }

        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(full) : Directory.CreateDirectory(full, mode);
        if (IsOwn(full))
        {
            KeepOutOfGit(full);
        }

        return full;
    }

    private static bool IsOwn(string full) => Path.GetFileName(full) == Own;

    private static string Full(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private static void KeepOutOfGit(string folder)
    {
        try
        {
            using var file = new StreamWriter(Path.Combine(folder, ".gitignore"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write });
            file.Write("*\n");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Another process made it at the same moment, or the disk takes nothing: whoever needs the disk will say so.
        }
    }
}
