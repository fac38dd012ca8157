namespace Persona.Bench.Cli.Shell.Delegation;

/// <summary>The path of a file with every symbolic link on the way resolved, so that two names of one file compare equal.</summary>
internal static class RealPath
{
    // As many as the kernel follows before it reports a loop.
    private const int MostLinks = 40;

    public static string Resolve(string path) => Resolve(Path.GetFullPath(path), MostLinks);

    private static string Resolve(string fullPath, int linksLeft)
    {
        if (Path.GetDirectoryName(fullPath) is not { } parent || linksLeft == 0)
        {
            return fullPath;
        }

        var here = Path.Combine(Resolve(parent, linksLeft), Path.GetFileName(fullPath));
        return LinkTarget(here) is { } target
            ? Resolve(Path.GetFullPath(target, Path.GetDirectoryName(here)!), linksLeft - 1)
            : here;
    }

    private static string? LinkTarget(string path) => new FileInfo(path).LinkTarget ?? new DirectoryInfo(path).LinkTarget;
}
