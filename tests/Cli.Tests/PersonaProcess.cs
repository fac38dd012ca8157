using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Persona.Bench.Cli.Tests;

/// <summary>The real executable, as a shell would start it.</summary>
internal static class PersonaProcess
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "persona.exe" : "persona");

    /// <summary>Root of the runtime that runs the tests; the executable uses the same.</summary>
    public static string DotnetRoot { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    public static Task<ProcessOutcome> RunAsync(string[] args, string? path = null, string input = "", string? executable = null) =>
        RunProgramAsync(executable ?? Executable, args, path, input);

    public static async Task<ProcessOutcome> RunProgramAsync(string program, string[] args, string? path, string input)
    {
        using var process = Start(program, args, path);
        using var deadline = new CancellationTokenSource(Deadline);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return new ProcessOutcome(process.ExitCode, await output, await error);
    }

    public static Process Start(string program, string[] args, string? path)
    {
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_ROOT"] = DotnetRoot;
        start.Environment["PATH"] = path ?? "/usr/bin:/bin";
        start.Environment.Remove("PERSONA_BENCH_HANDED_ON");
        start.Environment.Remove("PERSONA_BENCH_LAUNCHER");
        return Process.Start(start)!;
    }
}

internal sealed record ProcessOutcome(int ExitCode, string Output, string Error);
