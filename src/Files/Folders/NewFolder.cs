namespace Persona.Bench.Files.Folders;

/// <summary>
/// Creates the folder for a new file: only the last one of its path, because a path with more missing is misspelt, and never at the root of
/// a disk. The product's own folder, <c>.persona</c>, is created when a folder below it is needed.
/// </summary>
public static class NewFolder
{
    /// <summary>The product's own folder, which keeps itself out of git.</summary>
    public const string Own = ".persona";

    private const UnixFileMode Everybody =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <returns>Why it is not created, for display; null if it exists or can be created.</returns>
    public static string? Refusal(string folder)
    {
        var full = Full(folder);
        if (Path.Exists(full) || Path.GetDirectoryName(full) is not { } parent)
        {
            return null;
        }

        if (Path.GetDirectoryName(parent) is null)
        {
            return $"there is no folder {full}, and none is created at the root of a disk";
        }

        return Path.Exists(parent) || (IsOwn(parent) && Refusal(parent) is null)
            ? null
            : $"there is no folder {parent}, and only the last folder of a path is created";
    }

    /// <param name="folder">The folder to create.</param>
    /// <param name="mode">The mode of a new folder, before the process's umask.</param>
    /// <returns>The new folder; null if it already existed.</returns>
    /// <exception cref="DirectoryNotFoundException"><see cref="Refusal"/> says why.</exception>
    /// <exception cref="IOException">It cannot be created.</exception>
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
            // Another process created it at the same moment, or the disk accepts no writes, which the next write reports.
        }
    }
}
