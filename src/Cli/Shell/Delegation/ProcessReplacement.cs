using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Persona.Bench.Cli.Shell.Failures;

namespace Persona.Bench.Cli.Shell.Delegation;

/// <summary>Runs another program in place of this one: same arguments, standard streams, signals and exit code.</summary>
internal static class ProcessReplacement
{
    private const int SigPipe = 13;
    private const int SigXfsz = 25;

    public static int Become(string program, string[] args, string handedOn)
    {
        if (OperatingSystem.IsWindows())
        {
            return RunAndWait(program, args, handedOn);
        }

        Replace(program, args, handedOn);
        throw new ExecutionException($"could not start '{program}': {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
    }

    /// <summary>Returns only on failure. The new program keeps our process id, so Ctrl-C and the exit code need no forwarding.</summary>
    [UnsupportedOSPlatform("windows")]
    private static void Replace(string program, string[] args, string handedOn)
    {
        if (setenv(NextPersona.DelegatedVariable, handedOn, 1) != 0)
        {
            return;
        }

        // The runtime ignores SIGPIPE, and this program SIGXFSZ. Both would stay ignored in the new program, whose "| head" would never end.
        signal(SigPipe, IntPtr.Zero);
        signal(SigXfsz, IntPtr.Zero);
        IntPtr[] words = [.. args.Prepend(program).Select(Marshal.StringToCoTaskMemUTF8), IntPtr.Zero];
        _ = execvp(program, words);
    }

    private static int RunAndWait(string program, string[] args, string handedOn)
    {
        var start = new ProcessStartInfo(program, args) { UseShellExecute = false };
        start.Environment[NextPersona.DelegatedVariable] = handedOn;
        // Ctrl-C reaches every process of the console; the child decides what it means.
        Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;
        using var process = Process.Start(start) ?? throw new ExecutionException($"could not start '{program}'");
        process.WaitForExit();
        return process.ExitCode;
    }

#pragma warning disable IDE1006, SYSLIB1054 // The names are the C library's; three calls do not justify unsafe code.
    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int setenv(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr signal(int number, IntPtr handler);

    // Unlike execve, it runs a script without a "#!" line in the shell, as shells do.
    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int execvp([MarshalAs(UnmanagedType.LPUTF8Str)] string file, IntPtr[] args);
#pragma warning restore IDE1006, SYSLIB1054
}
