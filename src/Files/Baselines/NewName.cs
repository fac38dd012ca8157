using System.Runtime.InteropServices;

namespace Persona.Bench.Files.Baselines;

/// <summary>Gives a file a name that is not taken, atomically.</summary>
internal static class NewName
{
    private const int NameIsTaken = 17; // EEXIST, the same number on Linux and macOS.

    /// <summary>Gives <paramref name="temporary"/> the name <paramref name="path"/>, in addition to its own or instead of it.</summary>
    /// <exception cref="IOException">The name is taken.</exception>
    public static void Take(string temporary, string path)
    {
        // File.Move checks the name, then renames: of two concurrent calls, the later replaces the earlier's file.
        // On Windows the move itself fails if the name is taken. Elsewhere a hard link does, if the file system supports links.
        if (OperatingSystem.IsWindows() || !Link(temporary, path)) File.Move(temporary, path, overwrite: false);
    }

    private static bool Link(string existing, string name)
    {
        if (link(existing, name) == 0) return true;
        if (Marshal.GetLastPInvokeError() == NameIsTaken) throw new IOException($"the name is taken: {name}");
        return false;
    }

#pragma warning disable IDE1006, SYSLIB1054 // The name is the C library's; one call does not justify unsafe code.
    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int link(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);
#pragma warning restore IDE1006, SYSLIB1054
}
