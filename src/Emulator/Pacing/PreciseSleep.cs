using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Persona.Bench.Emulator.Pacing;

/// <summary>Sleeps of fractions of a millisecond.</summary>
internal static partial class PreciseSleep
{
    private const int SetTimerSlack = 29;
    private const double LongestNapMicroseconds = 1000;
    private const double SpinMicroseconds = 60;

    /// <summary>Turns off timer slack for this thread: Linux delays the wake-ups of ordinary threads by up to 50 µs.</summary>
    public static void SharpenThisThread()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetProcessControl(SetTimerSlack, 1, 0, 0, 0);
        }
    }

    /// <summary>
    /// Waits for part of the remaining time: a nap that ends before the deadline, short enough to hardly miss an earlier deadline
    /// added meanwhile, or the final spin.
    /// </summary>
    /// <param name="remaining">Ticks of <see cref="Stopwatch"/>, up to some milliseconds.</param>
    public static void Nap(long remaining)
    {
        var end = Stopwatch.GetTimestamp() + remaining;
        var microseconds = remaining * 1e6 / Stopwatch.Frequency;
        if (microseconds <= SpinMicroseconds)
        {
            while (Stopwatch.GetTimestamp() < end)
            {
                Thread.SpinWait(4);
            }
        }
        else if (OperatingSystem.IsWindows())
        {
            Thread.Yield();
        }
        else
        {
            var nap = Math.Min(microseconds - SpinMicroseconds, LongestNapMicroseconds);
            var request = new TimeSpec { Nanoseconds = (nint)(nap * 1000) };
            _ = NanoSleep(in request, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NanoSleep(in TimeSpec request, nint remaining);

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetProcessControl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
