using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Persona.Bench.Faults.Processes;

/// <summary>A running program, meant to be killed. Its output is kept in a file. Disposing kills it.</summary>
internal sealed partial class ServiceProcess : IDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(120);

    /// <summary>Far longer than the bench's drain timeout.</summary>
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

    /// <summary>The exit code of an ended process.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The address that it prints once it serves.</summary>
    public async Task<Uri> AddressAsync(CancellationToken cancellationToken)
    {
        Uri? address = null;
        await Patience.UntilAsync(
            () => (address = Lines().Select(AddressIn).FirstOrDefault(found => found is not null)) is not null || HasEnded,
            StartDeadline,
            () => $"{Name} to print its address; output: {Tail()}",
            cancellationToken);
        return address ?? throw new InvalidOperationException($"{Name} ended with exit code {_process.ExitCode}: {Tail()}");
    }

    /// <summary>The end of its output.</summary>
    public string Tail() => string.Join('\n', Lines().TakeLast(15));

    /// <summary>Sends SIGKILL and returns when the process is gone. Its last output may arrive later: a surviving child can hold the pipe.</summary>
    public void Kill()
    {
        _process.Kill();
        if (!_process.WaitForExit(EndDeadline))
        {
            throw new TimeoutException($"{Name} was killed, but process {Id} is still alive {EndDeadline.TotalSeconds} s later");
        }
    }

    public void Suspend() => Signal("STOP");

    public void Continue() => Signal("CONT");

    /// <summary>Sends SIGTERM, as a service manager does.</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>Returns when the process has exited without being killed and all its output has arrived.</summary>
    /// <exception cref="TimeoutException">It did not exit in time.</exception>
    public async Task EndedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _process.WaitForExitAsync(cancellationToken).WaitAsync(EndDeadline, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"waited {EndDeadline.TotalSeconds} s for the end of {Name} ({Id}, {(HasEnded ? "gone" : "alive")}); output: {Tail()}", exception);
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
