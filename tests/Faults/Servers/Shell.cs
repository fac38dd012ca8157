using System.Diagnostics;

namespace Persona.Bench.Faults.Servers;

/// <summary>Runs a program to its end.</summary>
internal static class Shell
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    /// <returns>What it wrote to its standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it wrote.</exception>
    /// <exception cref="TimeoutException">It took more than two minutes, and was ended.</exception>
    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // What the program leaves running must not hold our pipes open: a file takes what it says.
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
