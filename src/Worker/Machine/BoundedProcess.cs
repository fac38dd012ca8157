using System.ComponentModel;
using System.Diagnostics;

namespace Persona.Bench.Worker.Machine;

/// <summary>A short question to another program: no shell, nothing to read on standard input, an end after a time.</summary>
internal static class BoundedProcess
{
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(5);

    // A program may leave a child behind that keeps the pipes open; what it itself wrote has arrived by then.
    private static readonly TimeSpan PipeGrace = TimeSpan.FromMilliseconds(250);

    /// <summary>Null when the program could not be started, or was killed with its descendants at the limit.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="arguments">As it gets them.</param>
    /// <param name="environment">What differs from ours; null takes a variable away.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Ends the question.</param>
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
            // It ended by itself in between, or a descendant is another user's: nothing more can be done.
        }
    }
}

/// <summary>How a program ended and the beginning of what it wrote.</summary>
internal sealed record ProcessAnswer(int ExitCode, string Output, string Error);
