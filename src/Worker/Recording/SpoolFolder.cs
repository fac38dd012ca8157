using Persona.Bench.Core.Configuration;
using Persona.Bench.Files.Folders;

namespace Persona.Bench.Worker.Recording;

/// <summary>The spool files of a machine's workers. A worker is alive while its file is locked.</summary>
public static class SpoolFolder
{
    private const string Extension = ".jsonl";
    private const string RejectedExtension = ".rejected" + Extension;

    /// <summary>True when a process on this machine has locked that worker's spool.</summary>
    public static bool IsAlive(string folder, string workerId)
    {
        var path = PathOf(folder, workerId);
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var file = Open(path, FileMode.Open);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Locked, or another user's: in that case we cannot tell that the worker is dead.
            return true;
        }
    }

    /// <summary>Writes a probe as large as a result and removes it.</summary>
    /// <returns>Why it cannot be written; null when it can.</returns>
    public static string? ProblemOf(string folder)
    {
        try
        {
            using var file = new FileStream(
                Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            file.Write(new byte[Spool.ProbeLength]);
            file.Flush();
            return null;
        }
        catch (Exception exception) when (Spool.IsOfDisk(exception))
        {
            return $"spool {folder} cannot be written: {exception.Message.TrimEnd('.')}";
        }
    }

    internal static string PathOf(string folder, string workerId) => Path.Combine(folder, workerId + Extension);

    /// <summary>Where a spool's rejected results are set aside.</summary>
    internal static string RejectedPathOf(string spoolPath) => spoolPath[..^Extension.Length] + RejectedExtension;

    internal static IEnumerable<string> FilesOf(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*" + Extension).Where(path => !path.EndsWith(RejectedExtension, StringComparison.Ordinal))
        : [];

    /// <summary>Creates the folder with access for its owner only.</summary>
    /// <returns>The new folder; null if it already existed.</returns>
    /// <exception cref="ConfigurationException">More than the last folder of the path is missing.</exception>
    public static string? Create(string folder)
    {
        if (NewFolder.Refusal(folder) is { } refusal)
        {
            throw new ConfigurationException($"spool_dir {folder}: {refusal}; create it, or name another");
        }

        return NewFolder.Make(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <exception cref="IOException">Another process has locked it.</exception>
    internal static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode == FileMode.CreateNew)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
