using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Persona.Bench.Deploy.Tests.Processes;

/// <summary>A service, started as its manager would. Disposing kills it.</summary>
internal sealed partial class ServiceProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];

    /// <param name="command">Program and arguments.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="environment">All variables except those that every program needs.</param>
    public ServiceProcess(IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Shell.SetEnvironment(start, environment);
        start.Environment["HOME"] = "/";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All output so far.</summary>
    public string Said
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Waits until the service reports that it is ready.</summary>
    public async Task<Uri> ReadyAsync()
    {
        var answer = "nothing";
        await Patience.UntilAsync(
            async () => (answer = await HealthAsync()).StartsWith("200", StringComparison.Ordinal) || _process.HasExited,
            () => $"the service to be ready; last answer: {answer}; output: {Said}");
        return _process.HasExited ? throw new InvalidOperationException($"the service ended: {Said}") : Address()!;
    }

    /// <summary>Status and body of the answer to the readiness check.</summary>
    public async Task<string> HealthAsync()
    {
        if (Address() is not { } address)
        {
            return "no address";
        }

        try
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
            using var answer = await http.GetAsync(new Uri(address, "health/ready"), TestContext.Current.CancellationToken);
            return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
        }
        catch (HttpRequestException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Stops the service as its manager would.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("/bin/kill", ["-TERM", $"{_process.Id}"]);
        return await EndAsync();
    }

    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Patience.Deadline);
        await _process.WaitForExitAsync(timeout.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private Uri? Address() => ListensOn().Match(Said) is { Success: true } match ? new Uri(match.Value) : null;

    private void Take(string? line)
    {
        if (line is not null)
        {
            lock (_lines)
            {
                _lines.Add(line);
            }
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListensOn();
}
