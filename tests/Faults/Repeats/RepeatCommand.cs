using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Persona.Bench.Faults.Servers;

namespace Persona.Bench.Faults.Repeats;

/// <summary>
/// <c>--repeat N [--filter-class …]</c>: runs the suite N times, each time in a process with its own servers. The table of failures
/// per test goes to standard output, progress to standard error.
/// </summary>
internal static class RepeatCommand
{
    /// <summary>Option of the test platform: writes the result of each test.</summary>
    public const string ReportOption = "--report-xunit-xml";

    private const int Done = 0;
    private const int Failed = 1;
    private const int Misused = 64;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length < 2 || !int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out var times) || times < 1)
        {
            await Console.Error.WriteLineAsync("usage: dotnet run --project tests/Faults -- --repeat N [--filter-class NAME | --filter-method NAME]");
            return Misused;
        }

        if (PrivateServers.Missing is { } missing)
        {
            await Console.Error.WriteLineAsync(missing);
            return Misused;
        }

        // A terminal sends Ctrl-C to the pass too; SIGTERM reaches only this process.
        using var interrupted = new CancellationTokenSource();
        using var terminated = new CancellationTokenSource();
        using var interrupt = On(PosixSignal.SIGINT, interrupted.Cancel);
        using var termination = On(PosixSignal.SIGTERM, terminated.Cancel);
        var passes = await PassesAsync(times, args[2..], interrupted.Token, terminated.Token);
        await Console.Out.WriteAsync(RepeatTable.Format(passes));
        return passes.Count == times && passes.All(pass => pass.IsSound) ? Done : Failed;
    }

    private static PosixSignalRegistration On(PosixSignal signal, Action cancel) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        cancel();
    });

    private static async Task<IReadOnlyList<Pass>> PassesAsync(int times, string[] filter, CancellationToken interrupted, CancellationToken terminated)
    {
        var passes = new List<Pass>();
        var folder = Directory.CreateTempSubdirectory("persona-faults-repeat-").FullName;
        try
        {
            for (var number = 1; number <= times && !interrupted.IsCancellationRequested && !terminated.IsCancellationRequested; number++)
            {
                var pass = await PassAsync(number, Path.Combine(folder, $"pass-{number}"), filter, terminated);
                passes.Add(pass);
                await ReportAsync(pass, times);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return passes;
    }

    private static async Task<Pass> PassAsync(int number, string folder, string[] filter, CancellationToken terminated)
    {
        const string File = "results.xml";
        // The pass needs SIGINT to stop its servers and exit, but a shell makes its background processes ignore it.
        var start = new ProcessStartInfo(
            "env",
            ["--default-signal=INT", Environment.ProcessPath!, ReportOption, "--report-xunit-xml-filename", File, "--results-directory", folder, "--progress", "off", "--no-ansi", .. filter])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        using var interruption = terminated.Register(() => Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit());
        var said = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return Pass.From(number, Path.Combine(folder, File), process.ExitCode, said);
    }

    private static async Task ReportAsync(Pass pass, int times)
    {
        var failed = pass.Tests.Count(test => test.Result == TestResult.Failed);
        var end = pass.IsSound ? "" : $"; exit code {pass.ExitCode}";
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{pass.Number} of {times}: {pass.Tests.Count} tests, {failed} failed, {pass.Took.TotalSeconds:F0} s{end}"));
        foreach (var test in pass.Tests.Where(test => test.Result == TestResult.Failed))
        {
            await Console.Error.WriteLineAsync($"  {test.Name}: {test.Message}");
        }

        if (pass is { IsSound: false } && failed == 0)
        {
            await Console.Error.WriteLineAsync(pass.Said);
        }
    }
}
