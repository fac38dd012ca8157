namespace Persona.Bench.Files.Yaml;

/// <summary>Paths of what is no file on a disk: pipes, process substitution (<c>/dev/fd/63</c>), standard input.</summary>
public static class StreamPath
{
    /// <summary>Neither its name nor its folder says anything.</summary>
    public static bool Is(string path)
    {
        var full = Path.GetFullPath(path);
        return full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal);
    }
}
