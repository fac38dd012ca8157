using Persona.Bench.Core.Configuration;
using Persona.Bench.Files.Folders;

namespace Persona.Bench.Storage.Database;

/// <summary>Where the file of a store is, or is to be. Never opens it: closing it again would end the locks that SQLite holds in this process.</summary>
public static class SqliteFile
{
    /// <returns>True: something is there to be opened. False: nothing yet, and it can be made.</returns>
    /// <exception cref="ConfigurationException">Its folder is not there, and would not be made.</exception>
    /// <exception cref="StoreException">What is there can be no store, or cannot be looked at.</exception>
    public static bool IsThere(string path)
    {
        RequireFolder(path);
        try
        {
            var attributes = File.GetAttributes(path);
            if (attributes.HasFlag(FileAttributes.Directory))
            {
                throw StoreException.OfFile(path, "it is a folder");
            }

            return !attributes.HasFlag(FileAttributes.ReparsePoint) || File.Exists(path)
                ? true
                : throw StoreException.OfFile(path, "it is a link to a file that is not there");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            var folder = FolderOf(path);
            return Path.Exists(folder) && !Directory.Exists(folder) ? throw StoreException.OfFile(path, $"{folder} is not a folder") : false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreException.OfFile(path, exception.Message.TrimEnd('.'), exception);
        }
    }

    /// <returns>The new folder; null when it was there.</returns>
    /// <exception cref="ConfigurationException">More than the last folder of the path is missing.</exception>
    /// <exception cref="StoreException">It cannot be made.</exception>
    public static string? MakeFolder(string path)
    {
        RequireFolder(path);
        try
        {
            return NewFolder.Make(FolderOf(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreException.OfFile(path, exception.Message.TrimEnd('.'), exception);
        }
    }

    private static void RequireFolder(string path)
    {
        if (NewFolder.Refusal(FolderOf(path)) is { } refusal)
        {
            throw new ConfigurationException($"store sqlite:{path}: {refusal}; make it, or name another file with --store");
        }
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;
}
