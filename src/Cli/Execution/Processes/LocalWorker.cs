using System.Diagnostics;
using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Files.Folders;
using Persona.Bench.Hosting;

namespace Persona.Bench.Cli.Execution.Processes;

/// <summary>One worker process. Its log goes to a file; if it ends early, its last error is shown to the user.</summary>
internal sealed class LocalWorker
{
    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _closed;
    private string _lastError = "no reason given";

    private LocalWorker(Process process, StreamWriter log) => (_process, _log) = (process, log);

    /// <exception cref="ExecutionException">The program cannot be started.</exception>
    public static LocalWorker Start(int number, WorkerLaunch launch, ProgressView view)
    {
        var start = new ProcessStartInfo(launch.Program, launch.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in launch.Environment)
        {
            start.Environment[name] = value;
        }

        NewFolder.Make(launch.LogFolder);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var worker = new LocalWorker(process, new StreamWriter(Path.Combine(launch.LogFolder, $"worker-{number}.log")) { AutoFlush = true });
        process.OutputDataReceived += (_, line) => worker.Log(line.Data);
        process.ErrorDataReceived += (_, line) => worker.Error(line.Data);
        process.Exited += (_, _) => worker.Ended(number, view);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new ExecutionException($"worker {number} could not be started: {exception.Message} ({launch.Program})", exception);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Completes when the worker accepts work or has ended.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Lets the worker finish its calls and end.</summary>
    public void Close()
    {
        _closed = true;
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The worker has ended.
        }
    }

    public async Task EndAsync(CancellationToken killNow)
    {
        try
        {
            await _process.WaitForExitAsync(killNow);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        lock (_lock)
        {
            TryLog(_log.Dispose);
        }
    }

    private void Log(string? line)
    {
        if (line == InputLifetime.ReadyLine)
        {
            _ready.TrySetResult();
            return;
        }

        lock (_lock)
        {
            if (line is not null && _log.BaseStream is { CanWrite: true })
            {
                TryLog(() => _log.WriteLine(line));
            }
        }
    }

    // A full disk costs the log, not the run.
    private static void TryLog(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The worker keeps running, and may be the one to report that the disk is full.
        }
    }

    private void Error(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            _lastError = line;
        }

        Log(line);
    }

    private void Ended(int number, ProgressView view)
    {
        _ready.TrySetResult();
        if (_closed)
        {
            return;
        }

        try
        {
            // Its last lines may still be in the pipe.
            _process.WaitForExit();
            view.Say($"worker {number} ended with exit code {_process.ExitCode}: {_lastError}");
        }
        catch (InvalidOperationException)
        {
            // The command ended at the same moment and has disposed the process.
        }
    }
}
