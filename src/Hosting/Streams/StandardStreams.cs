using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Persona.Bench.Hosting.Streams;

/// <summary>
/// The standard streams of a process that may have been started without them. The next file opened would get the descriptor of a closed
/// stream and receive its output, for example a database file (docs/decisions/0051).
/// </summary>
internal static class StandardStreams
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;
    private const int GetDescriptorFlags = 1;
    private const int CloseOnExec = 1;
    private const int FileSizeExceeded = 25;
    private const nint Ignored = 1;
    private static readonly bool[] Missing = new bool[Error + 1];
    private static readonly List<SafeFileHandle> Placeholders = [];

    /// <summary>Call before anything is opened. From then on, output that stderr does not accept is dropped.</summary>
    public static void Guard()
    {
        if (!OperatingSystem.IsWindows())
        {
            FindMissing();
            FillClosed();
            // A file-size limit must fail the write instead of ending the process.
            signal(FileSizeExceeded, Ignored);
        }

        Console.SetError(Lenient(Missing[Error] ? null : Console.Error));
    }

    /// <summary>The same for stdout, in a process that uses it only as a log.</summary>
    public static void GuardOutput() => Console.SetOut(Lenient(Missing[Output] ? null : Console.Out));

    /// <summary>stdout of a process that writes its result there.</summary>
    /// <param name="onFault">Called with the reason when a write fails.</param>
    public static TextWriter OutputOr(Action<Exception> onFault) => TextWriter.Synchronized(new GuardedWriter(Missing[Output] ? null : Console.Out, onFault));

    /// <summary>stdin; empty if there is none.</summary>
    public static Stream OpenInput() => Missing[Input] ? Stream.Null : Console.OpenStandardInput();

    private static TextWriter Lenient(TextWriter? writer) => TextWriter.Synchronized(new GuardedWriter(writer, _ => { }));

    // Inherited descriptors never have the close-on-exec flag; those that the runtime itself opens always do, and one of them may already have
    // the number of a closed stream.
    [UnsupportedOSPlatform("windows")]
    private static void FindMissing()
    {
        for (var descriptor = Input; descriptor <= Error; descriptor++)
        {
            var flags = fcntl(descriptor, GetDescriptorFlags);
            Missing[descriptor] = flags < 0 || (flags & CloseOnExec) != 0;
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void FillClosed()
    {
        for (var descriptor = Input; descriptor <= Error; descriptor++)
        {
            if (fcntl(descriptor, GetDescriptorFlags) < 0)
            {
                // It gets the lowest free number.
                Placeholders.Add(File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            }
        }
    }

#pragma warning disable IDE1006, SYSLIB1054 // The names are the C library's; two calls do not justify unsafe code.
    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fcntl(int descriptor, int command);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint signal(int number, nint handler);
#pragma warning restore IDE1006, SYSLIB1054
}
