using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Persona.Bench.Emulator.GroundTruth;

namespace Persona.Bench.Measuring;

/// <summary>The emulated provider in a process of its own, so that it does not share a thread pool or a garbage collector with what measures.</summary>
internal sealed partial class RemoteEmulator : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly string _log;

    private RemoteEmulator(Process process, string log, Uri address) => (_process, _log, Address) = (process, log, address);

    public Uri Address { get; }

    public static async Task<RemoteEmulator> StartAsync(string profile, CancellationToken cancellationToken)
    {
        var log = Path.Combine(Path.GetTempPath(), $"persona-bench-truth-{Guid.NewGuid():n}.jsonl");
        var process = Process.Start(new ProcessStartInfo(Product.Launcher, ["benchmark", "emulate", "--profile", profile, "--log", log])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var found = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Look(line.Data, found);
        process.ErrorDataReceived += (_, line) => Look(line.Data, found);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new RemoteEmulator(process, log, await found.Task.WaitAsync(StartDeadline, cancellationToken));
    }

    /// <summary>Ends the process.</summary>
    /// <returns>What it did, by request id.</returns>
    public async Task<IReadOnlyDictionary<string, GroundTruthRecord>> EndAsync(CancellationToken cancellationToken)
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(cancellationToken);
        }

        await _process.WaitForExitAsync(cancellationToken);
        return (await GroundTruthJson.ReadAsync(_log, cancellationToken)).ToDictionary(record => record.RequestId);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        File.Delete(_log);
    }

    private static void Look(string? line, TaskCompletionSource<Uri> found)
    {
        if (line is not null && AddressInText().Match(line) is { Success: true } match)
        {
            found.TrySetResult(new Uri(match.Value));
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+/?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AddressInText();
}
