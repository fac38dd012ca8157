using Persona.Bench.Files.Folders;

namespace Persona.Bench.Files.Baselines;

/// <summary>Writes a file whole or not at all.</summary>
public static class AtomicFile
{
    /// <summary>To a temporary file beside it, to the disk, then renamed. The last folder of the path is made where it is missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">All of it.</param>
    /// <param name="replace">
    /// False: an existing file, even one that appears in between, stays and an <see cref="IOException"/> is thrown.
    /// </param>
    /// <returns>The new folder; null when it was there.</returns>
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
