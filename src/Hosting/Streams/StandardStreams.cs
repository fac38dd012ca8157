using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Persona.Bench.Hosting.Streams;

/// <summary>
/// The standard streams of a process that may have been started without them. What is opened next would get the number of a closed one, and
/// with it all that is said: a database file for one (docs/decisions/0051).
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

    /// <summary>To be called before anything is opened. What cannot be said on stderr is dropped from then on.</summary>
    public static void Guard()
    {
        if (!OperatingSystem.IsWindows())
        {
            FindMissing();
            FillClosed();
            // A limit on the size of files is to fail the write, and not to end the process.
            signal(FileSizeExceeded, Ignored);
        }

        Console.SetError(Lenient(Missing[Error] ? null : Console.Error));
    }

    /// <summary>The same for stdout, of a process for which it is no more than a log.</summary>
    public static void GuardOutput() => Console.SetOut(Lenient(Missing[Output] ? null : Console.Out));

    /// <summary>stdout of a process for which it is the result.</summary>
    /// <param name="onFault">Told why it takes nothing.</param>
    public static TextWriter OutputOr(Action<Exception> onFault) => TextWriter.Synchronized(new GuardedWriter(Missing[Output] ? null : Console.Out, onFault));

    /// <summary>stdin; at its end where there is none.</summary>
    public static Stream OpenInput() => Missing[Input] ? Stream.Null : Console.OpenStandardInput();

    private static TextWriter Lenient(TextWriter? writer) => TextWriter.Synchronized(new GuardedWriter(writer, _ => { }));

    // What a process inherits is never marked to be closed for its children, and what the runtime itself opens always is: by now that may
    // have the number of a closed stream.
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
