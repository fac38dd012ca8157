using Persona.Bench.Core.Configuration;
using Persona.Bench.Files.Folders;

namespace Persona.Bench.Storage.Database;

/// <summary>The location of a store's file, present or future. Never opens the file: closing it again would release SQLite's locks in this process.</summary>
public static class SqliteFile
{
    /// <returns>True: there is something to open. False: there is nothing yet, and it can be created.</returns>
    /// <exception cref="ConfigurationException">Its folder does not exist and would not be created.</exception>
    /// <exception cref="StoreException">What is there cannot be a store, or cannot be inspected.</exception>
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
                : throw StoreException.OfFile(path, "it is a link to a file that does not exist");
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

    /// <returns>The new folder; null if it already existed.</returns>
    /// <exception cref="ConfigurationException">More than the last folder of the path is missing.</exception>
    /// <exception cref="StoreException">It cannot be created.</exception>
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
            throw new ConfigurationException($"store sqlite:{path}: {refusal}; create it, or name another file with --store");
        }
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;
}
