using System.Text;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Files.Baselines;

namespace Persona.Bench.Cli.Shell.Output;

/// <summary>The file of <c>--output</c>: written whole or not at all; an older one is replaced.</summary>
internal sealed class OutputFile
{
    private readonly string _path;

    private OutputFile(string path) => _path = path;

    /// <summary>The folder that writing made; null when it was there.</summary>
    public string? NewFolder { get; private set; }

    /// <summary>Null when there is no such option; stdout takes the document.</summary>
    /// <exception cref="UsageException">It names a folder, a place below a file, or one in a folder that would not be made.</exception>
    public static OutputFile? Parse(string? path)
    {
        if (path is null)
        {
            return null;
        }

        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw new UsageException($"--output {path}: is a folder; name the file to write");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return FolderProblem.In(folder) is { } problem
            ? throw new UsageException($"--output {path}: {problem}; name another file")
            : new OutputFile(path);
    }

    /// <exception cref="ExecutionException">It cannot be written.</exception>
    public void Write(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text : text + "\n");
        try
        {
            if (IsDevice(_path))
            {
                File.WriteAllBytes(_path, bytes);
                return;
            }

            // The file that a link points to is replaced, not the link.
            var target = File.Exists(_path) ? File.ResolveLinkTarget(_path, returnFinalTarget: true)?.FullName : null;
            NewFolder = AtomicFile.Write(target ?? _path, bytes, replace: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new ExecutionException($"--output {_path}: the file cannot be written: {exception.Message}", exception);
        }
    }

    public override string ToString() => _path;

    // A rename would put a file in the place of /dev/null.
    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows() && Path.GetFullPath(path) is var full
        && (full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal));
}
