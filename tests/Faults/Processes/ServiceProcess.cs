using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Persona.Bench.Faults.Processes;

/// <summary>A started program that is there to be killed. What it says goes to a file, and is kept. Disposing kills it.</summary>
internal sealed partial class ServiceProcess : IDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(120);

    /// <summary>Far more than a service may take that drains for as long as the bench lets it.</summary>
    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly List<string> _lines = [];

    public ServiceProcess(IReadOnlyList<string> command, string folder, string logName, IReadOnlyDictionary<string, string> environment)
    {
        Name = logName;
        _log = new StreamWriter(Path.Combine(folder, logName + ".log"), append: true) { AutoFlush = true };
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["DOTNET_ROOT"] = Programs.DotnetRoot;
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["PATH"] = "/usr/bin:/bin:/usr/sbin:/sbin";
        start.Environment["HOME"] = folder;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Name { get; }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>Of a process that has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The address that it prints when it serves.</summary>
    public async Task<Uri> AddressAsync(CancellationToken cancellationToken)
    {
        Uri? address = null;
        await Patience.UntilAsync(
            () => (address = Lines().Select(AddressIn).FirstOrDefault(found => found is not null)) is not null || HasEnded,
            StartDeadline,
            () => $"{Name} to say its address; it said: {Tail()}",
            cancellationToken);
        return address ?? throw new InvalidOperationException($"{Name} ended with exit code {_process.ExitCode}: {Tail()}");
    }

    /// <summary>The last of what it said.</summary>
    public string Tail() => string.Join('\n', Lines().TakeLast(15));

    /// <summary>SIGKILL; returns when the process is gone. Its last words may come later: a child that it leaves behind can hold their pipe.</summary>
    public void Kill()
    {
        _process.Kill();
        if (!_process.WaitForExit(EndDeadline))
        {
            throw new TimeoutException($"{Name} was killed, and {Id} lives {EndDeadline.TotalSeconds} s later");
        }
    }

    public void Suspend() => Signal("STOP");

    public void Continue() => Signal("CONT");

    /// <summary>As Ctrl-C of the service manager: SIGTERM.</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>Returns when the process has ended by itself, and all that it said is here.</summary>
    /// <exception cref="TimeoutException">It has not in time.</exception>
    public async Task EndedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _process.WaitForExitAsync(cancellationToken).WaitAsync(EndDeadline, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"waited {EndDeadline.TotalSeconds} s for the end of {Name} ({Id}, {(HasEnded ? "gone" : "alive")}); it said: {Tail()}", exception);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        lock (_lines)
        {
            _log.Dispose();
        }
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("/bin/kill", [$"-{name}", $"{Id}"]);
        kill.WaitForExit();
    }

    private IReadOnlyList<string> Lines()
    {
        lock (_lines)
        {
            return [.. _lines];
        }
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            _lines.Add(line);
            if (_log.BaseStream is { CanWrite: true })
            {
                _log.WriteLine(line);
            }
        }
    }

    private static Uri? AddressIn(string line) => Address().Match(line) is { Success: true } match ? new Uri(match.Value) : null;

    [GeneratedRegex(@"http://[\w.\[\]:]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
