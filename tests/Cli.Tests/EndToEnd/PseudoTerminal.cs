using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>
/// A command in its own terminal, as a user runs it: input goes through the terminal, and Ctrl-C interrupts every process of the command.
/// <c>script</c> of util-linux provides the terminal. Disposing kills the command if it is still running.
/// </summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const char CtrlC = '\u0003';
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly Process _script;
    private readonly StringBuilder _screen = new();
    private readonly Task _reading;
    private readonly HashSet<int> _seen = [];

    public PseudoTerminal(BenchFolder folder, string args)
    {
        var start = new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", "script", "-qec", $"exec '{PersonaProcess.Executable}' benchmark {args}", "/dev/null"])
        {
            UseShellExecute = false,
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment.Clear();
        start.Environment["DOTNET_ROOT"] = PersonaProcess.DotnetRoot;
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["HOME"] = folder.Path;
        start.Environment["SHELL"] = "/bin/sh";
        start.Environment["TERM"] = "dumb";
        foreach (var (name, value) in folder.Environment)
        {
            start.Environment[name] = value;
        }

        StartedAt = Stopwatch.GetTimestamp();
        _script = Process.Start(start)!;
        _reading = ReadAsync(_script.StandardOutput);
    }

    public long StartedAt { get; }

    /// <summary>All output so far.</summary>
    public string Screen
    {
        get
        {
            lock (_screen)
            {
                return _screen.ToString();
            }
        }
    }

    /// <summary>The command's own process.</summary>
    public int Command => ChildrenOf(_script.Id).Single();

    /// <summary>The live child processes of the command.</summary>
    public IReadOnlyList<int> Workers
    {
        get
        {
            var workers = ChildrenOf(Command);
            _seen.UnionWith(workers);
            return workers;
        }
    }

    /// <summary>Workers seen earlier that are still alive, even if they now have another parent.</summary>
    public IEnumerable<int> LeftBehind => _seen.Where(id => Directory.Exists($"/proc/{id}"));

    public async Task InterruptAsync()
    {
        await _script.StandardInput.WriteAsync(CtrlC);
        await _script.StandardInput.FlushAsync();
    }

    public static void Signal(string name, int process)
    {
        using var kill = Process.Start("/bin/kill", [$"-{name}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <returns>The exit code of the command.</returns>
    public async Task<int> EndAsync()
    {
        try
        {
            await _script.WaitForExitAsync().WaitAsync(Deadline);
            await _reading.WaitAsync(Deadline);
            return _script.ExitCode;
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"the command did not exit within {Deadline.TotalSeconds} s; its output: {Screen}", exception);
        }
    }

    public void Dispose()
    {
        if (!_script.HasExited)
        {
            _script.Kill(entireProcessTree: true);
        }

        _script.Dispose();
    }

    private static IReadOnlyList<int> ChildrenOf(int process) =>
    [
        .. File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
    ];

    private async Task ReadAsync(StreamReader reader)
    {
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            lock (_screen)
            {
                _screen.Append(buffer, 0, count);
            }
        }
    }
}
