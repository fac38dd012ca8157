namespace Persona.Bench.Files.Yaml;

/// <summary>Paths that are not files on a disk: pipes, process substitution (<c>/dev/fd/63</c>), standard input.</summary>
public static class StreamPath
{
    /// <summary>True if neither the name nor the folder of the path means anything.</summary>
    public static bool Is(string path)
    {
        var full = Path.GetFullPath(path);
        return full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal);
    }
}
