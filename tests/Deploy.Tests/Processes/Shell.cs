using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Persona.Bench.Deploy.Tests.Processes;

/// <summary>Runs a program to completion, without the environment variables of the tests.</summary>
internal static class Shell
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    /// <summary>Root of the runtime that runs the tests; the executables use the same.</summary>
    public static string DotnetRoot { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private static string SearchPath { get; } = string.Join(':', [DotnetRoot, "/usr/sbin", "/usr/bin", "/sbin", "/bin", .. PostgresFolders()]);

    /// <returns>Its output.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message contains its output.</exception>
    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var (exitCode, said) = await TryAsync(program, arguments, environment);
        return exitCode == 0 ? said : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {exitCode}: {said}");
    }

    public static async Task<(int ExitCode, string Said)> TryAsync(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        // Output goes to a file: processes that the program leaves running would keep a pipe open.
        var output = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("/bin/bash", ["-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", output, program, .. arguments])
            {
                UseShellExecute = false,
                WorkingDirectory = Repository.Root,
            };
            SetEnvironment(start, environment);
            using var process = Process.Start(start)!;
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            timeout.CancelAfter(Deadline);
            await process.WaitForExitAsync(timeout.Token);
            return (process.ExitCode, await File.ReadAllTextAsync(output));
        }
        finally
        {
            File.Delete(output);
        }
    }

    public static bool Has(string program) => SearchPath.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    public static void SetEnvironment(ProcessStartInfo start, IReadOnlyDictionary<string, string>? environment)
    {
        start.Environment.Clear();
        start.Environment["PATH"] = SearchPath;
        start.Environment["DOTNET_ROOT"] = DotnetRoot;
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["HOME"] = Environment.GetEnvironmentVariable("HOME") ?? "/";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = name == "PATH" ? $"{value}:{SearchPath}" : value;
        }
    }

    private static string[] PostgresFolders() =>
        Directory.Exists("/usr/lib/postgresql") ? [.. Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))] : [];
}
