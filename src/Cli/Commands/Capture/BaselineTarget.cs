using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Cli.Shell.Output;

namespace Persona.Bench.Cli.Commands.Capture;

/// <summary>Whether a file could be written, asked before the work whose result it is to hold. Makes no folder.</summary>
internal static class BaselineTarget
{
    /// <exception cref="UsageException">A file stands where a folder is needed, more than the last one is missing, or nothing may be written there.</exception>
    public static void RequireWritable(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (FolderProblem.In(folder) is { } problem)
        {
            throw new UsageException($"{Shown(path)}: the baseline cannot be written, {problem}; name another place with --output");
        }

        folder = Path.Exists(folder) ? folder : Path.GetDirectoryName(folder)!;

        try
        {
            using var probe = new FileStream(
                Path.Combine(folder, $".persona-{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Shown(path)}: the baseline cannot be written, {exception.Message}; name another place with --output");
        }
    }

    private static string Shown(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
}
