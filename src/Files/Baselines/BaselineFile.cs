using System.Text;
using Persona.Bench.Core.Baselines;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Baselines;

/// <summary>Baseline files: strict reading, canonical and atomic writing.</summary>
public static class BaselineFile
{
    /// <summary>Reads one file.</summary>
    /// <exception cref="YamlFileException">The file cannot be read or is not a baseline; one line with file, line and key.</exception>
    public static BaselineDocument Read(string path)
    {
        var root = YamlFile.Read(path) ?? throw new YamlFileException(YamlLocation.Root(path), "the file is empty: expected a baseline");
        var reader = new BaselineReader();
        var baseline = reader.Read(root);
        return new BaselineDocument(path, baseline, reader.Warnings);
    }

    /// <summary>Writes one file, numbers with six significant digits and counts as whole numbers. Creates the last folder of the path.</summary>
    /// <param name="baseline">What to write.</param>
    /// <param name="path">Where to.</param>
    /// <param name="force">Replace an existing file.</param>
    /// <returns>The new folder; null if it already existed.</returns>
    /// <exception cref="BaselineWriteException">The file exists, is too large to be read back, or cannot be written.</exception>
    public static string? Write(Baseline baseline, string path, bool force)
    {
        if (Directory.Exists(path)) throw new BaselineWriteException(path, "is a folder: name a file");
        var bytes = Encoding.UTF8.GetBytes(BaselineWriter.Write(baseline));
        if (bytes.Length > YamlLimits.FileBytes) throw new BaselineWriteException(path, TooLarge(bytes.Length));
        try
        {
            return AtomicFile.Write(path, bytes, force);
        }
        catch (IOException error) when (!force && File.Exists(path))
        {
            throw new BaselineWriteException(path, "the file already exists: choose another name, or replace it with --force", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BaselineWriteException(path, $"the baseline could not be written: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    private static string TooLarge(int bytes) =>
        $"the baseline would be {bytes / 1024.0 / 1024:0.0} MB, above the limit of {YamlLimits.FileBytes / 1024 / 1024} MB: "
        + "capture fewer iterations, or fewer workloads and providers at once";
}
