using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Cli.Shell.Output;

namespace Persona.Bench.Cli.Commands.Capture;

/// <summary>Checks whether a baseline file can be written, before the run that produces it. Creates no folder.</summary>
internal static class BaselineTarget
{
    /// <exception cref="UsageException">A file is where a folder is needed, more than the last folder is missing, or the folder is not writable.</exception>
    public static void RequireWritable(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (FolderProblem.In(folder) is { } problem)
        {
            throw new UsageException($"{Shown(path)}: the baseline cannot be written: {problem}; name another file with --output");
        }

        folder = Path.Exists(folder) ? folder : Path.GetDirectoryName(folder)!;

        try
        {
            using var probe = new FileStream(
                Path.Combine(folder, $".persona-{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Shown(path)}: the baseline cannot be written: {exception.Message}; name another file with --output");
        }
    }

    private static string Shown(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
}
