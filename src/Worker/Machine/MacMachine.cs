using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Persona.Bench.Worker.Machine;

/// <summary>macOS: from <c>sysctlbyname</c>.</summary>
internal static class MacMachine
{
    /// <param name="sysctl">Raw value by name; null if there is none.</param>
    public static MachineFacts Read(Func<string, byte[]?> sysctl) => new(
        Cpu: Text(sysctl("machdep.cpu.brand_string")) ?? Text(sysctl("hw.model")),
        MemoryBytes: sysctl("hw.memsize") is { Length: >= 8 } bytes ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : null,
        Os: Text(sysctl("kern.osproductversion")) is { } version ? $"macOS {version}" : null,
        Kernel: Text(sysctl("kern.osrelease")));

    /// <summary>The kernel's value; null if there is none, or on systems without this call.</summary>
    public static byte[]? Sysctl(string name)
    {
        try
        {
            nint length = 0;
            if (SysctlByName(name, null, ref length, 0, 0) != 0 || length is <= 0 or > 4096)
                return null;

            var value = new byte[length];
            return SysctlByName(name, value, ref length, 0, 0) == 0 ? value[..(int)length] : null;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    private static string? Text(byte[]? value) =>
        value is null ? null : Encoding.UTF8.GetString(value).TrimEnd('\0').Trim() is { Length: > 0 } text ? text : null;

    [DllImport("libc", EntryPoint = "sysctlbyname", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SysctlByName(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, byte[]? value, ref nint length, nint newValue, nint newLength);
}
