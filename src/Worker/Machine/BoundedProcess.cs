using System.ComponentModel;
using System.Diagnostics;

namespace Persona.Bench.Worker.Machine;

/// <summary>Runs a short query against another program: no shell, empty standard input, a time limit.</summary>
internal static class BoundedProcess
{
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(5);

    // A program may leave a child behind that keeps the pipes open; by then its own output has arrived.
    private static readonly TimeSpan PipeGrace = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns null when the program could not be started, or exceeded the limit and was killed with its descendants.</summary>
    /// <param name="program">Path of the program.</param>
    /// <param name="arguments">Passed as they are.</param>
    /// <param name="environment">Changes to our own environment; a null value removes a variable.</param>
    /// <param name="limit">Time limit.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<ProcessAnswer?> AskAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment,
        TimeSpan limit,
        CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments, environment);
        if (process is null)
            return null;

        var output = new BoundedOutput(process.StandardOutput);
        var error = new BoundedOutput(process.StandardError);
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken).WaitAsync(limit, cancellationToken);
            await Task.WhenAll(output.Drained, error.Drained).WaitAsync(PipeGrace, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            return new ProcessAnswer(process.ExitCode, output.Text, error.Text);
        }
        catch (TimeoutException)
        {
            return null;
        }
        catch (IOException)
        {
            return null;
        }
        finally
        {
            Kill(process);
        }
    }

    private static Process? Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start);
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It exited in the meantime, or a descendant belongs to another user: nothing more can be done.
        }
    }
}

/// <summary>A program's exit code and the beginning of its output.</summary>
internal sealed record ProcessAnswer(int ExitCode, string Output, string Error);
