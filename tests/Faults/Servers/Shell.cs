using System.Diagnostics;

namespace Persona.Bench.Faults.Servers;

/// <summary>Runs a program to its end.</summary>
internal static class Shell
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    /// <returns>Its standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message contains its output.</exception>
    /// <exception cref="TimeoutException">It took more than two minutes and was killed.</exception>
    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // The output goes to a file: a pipe would be kept open by processes that the program leaves running.
        var words = string.Join(' ', arguments);
        var output = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("/bin/bash", ["-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", output, program, .. arguments]) { UseShellExecute = false };
            using var process = Process.Start(start)!;
            await EndAsync(process, $"{program} {words}", cancellationToken);
            var said = await File.ReadAllTextAsync(output, cancellationToken);
            return process.ExitCode == 0
                ? said
                : throw new InvalidOperationException($"{program} {words} ended with exit code {process.ExitCode}: {said}");
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static async Task EndAsync(Process process, string command, CancellationToken cancellationToken)
    {
        try
        {
            await process.WaitForExitAsync(cancellationToken).WaitAsync(Deadline, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{command} did not end in {Deadline.TotalSeconds} s", exception);
        }
    }
}
