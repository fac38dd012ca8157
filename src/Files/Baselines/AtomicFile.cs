using Persona.Bench.Files.Folders;

namespace Persona.Bench.Files.Baselines;

/// <summary>Writes a file completely or not at all.</summary>
public static class AtomicFile
{
    /// <summary>Writes a temporary file beside it, flushes it to disk, then renames it. Creates the last folder of the path if it is missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">Its whole content.</param>
    /// <param name="replace">
    /// False: an existing file, even one that appears in between, is kept and an <see cref="IOException"/> is thrown.
    /// </param>
    /// <returns>The new folder; null if it already existed.</returns>
    public static string? Write(string path, ReadOnlySpan<byte> bytes, bool replace)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var made = NewFolder.Make(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            if (replace) File.Move(temporary, path, overwrite: true);
            else NewName.Take(temporary, path);
            return made;
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
