using System.Diagnostics;
using System.Text;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>A started program and its output so far. Disposing kills it.</summary>
internal sealed class BenchProcess : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Task _reading;

    public BenchProcess(string program, IEnumerable<string> args, string folder, IReadOnlyDictionary<string, string> environment)
    {
        // Tests run in the background may ignore SIGINT, and child processes inherit that.
        string[] words = OperatingSystem.IsLinux() ? ["/usr/bin/env", "--default-signal=INT", program] : [program];
        var start = new ProcessStartInfo(words[0], [.. words[1..], .. args])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["DOTNET_ROOT"] = PersonaProcess.DotnetRoot;
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["HOME"] = folder;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _reading = Task.WhenAll(ReadAsync(_process.StandardOutput, _output), ReadAsync(_process.StandardError, _error));
    }

    public string Output => Text(_output);

    public string Error => Text(_error);

    public async Task<ProcessOutcome> EndAsync()
    {
        await _reading.WaitAsync(Deadline);
        await _process.WaitForExitAsync().WaitAsync(Deadline);
        return new ProcessOutcome(_process.ExitCode, Output, Error);
    }

    /// <summary>Ctrl-C.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("/bin/kill", ["-INT", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static async Task ReadAsync(StreamReader reader, StringBuilder into)
    {
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            lock (into)
            {
                into.Append(buffer, 0, count);
            }
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
