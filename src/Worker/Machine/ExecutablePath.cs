namespace Persona.Bench.Worker.Machine;

/// <summary>
/// Finds programs on <c>PATH</c>. The runtime would search its own folder and the current one first, where a file may have a
/// program's name by accident or malice.
/// </summary>
internal static class ExecutablePath
{
    /// <summary>Every match, in the order of <paramref name="searchPath"/>. A name that contains a folder is taken as a path.</summary>
    public static IEnumerable<string> FindAll(string name, string? searchPath)
    {
        if (name.AsSpan().IndexOfAny('/', '\\') >= 0)
            return File.Exists(name) ? [Path.GetFullPath(name)] : [];

        return from folder in (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
               where Path.IsPathFullyQualified(folder)
               from extension in Extensions()
               let path = Path.Combine(folder, name + extension)
               where IsExecutable(path)
               select path;
    }

    public static string? Find(string name) => FindAll(name, Environment.GetEnvironmentVariable("PATH")).FirstOrDefault();

    private static string[] Extensions() => OperatingSystem.IsWindows() ? ["", ".exe", ".cmd", ".bat"] : [""];

    private static bool IsExecutable(string path)
    {
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        try
        {
            return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Execute) != UnixFileMode.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
