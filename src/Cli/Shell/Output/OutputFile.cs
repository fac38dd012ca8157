using System.Text;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Files.Baselines;

namespace Persona.Bench.Cli.Shell.Output;

/// <summary>The file of <c>--output</c>: written atomically; an existing one is replaced.</summary>
internal sealed class OutputFile
{
    private readonly string _path;

    private OutputFile(string path) => _path = path;

    /// <summary>The folder that was created for the file; null if it existed.</summary>
    public string? NewFolder { get; private set; }

    /// <summary>Null without the option: the document goes to stdout.</summary>
    /// <exception cref="UsageException">The path is a folder, is below a file, or is in a folder that cannot be created.</exception>
    public static OutputFile? Parse(string? path)
    {
        if (path is null)
        {
            return null;
        }

        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw new UsageException($"--output {path} is a folder; name the file to write");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return FolderProblem.In(folder) is { } problem
            ? throw new UsageException($"--output {path}: {problem}; name another file")
            : new OutputFile(path);
    }

    /// <exception cref="ExecutionException">The file cannot be written.</exception>
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

            // The target of a link is replaced, not the link.
            var target = File.Exists(_path) ? File.ResolveLinkTarget(_path, returnFinalTarget: true)?.FullName : null;
            NewFolder = AtomicFile.Write(target ?? _path, bytes, replace: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new ExecutionException($"--output {_path}: the file cannot be written: {exception.Message}", exception);
        }
    }

    public override string ToString() => _path;

    // An atomic write would replace /dev/null with a file.
    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows() && Path.GetFullPath(path) is var full
        && (full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal));
}
