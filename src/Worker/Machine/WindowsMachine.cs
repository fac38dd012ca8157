using System.Globalization;
using System.Runtime.Versioning;
using System.Security;

namespace Persona.Bench.Worker.Machine;

/// <summary>Windows: from the registry, without WMI.</summary>
internal static class WindowsMachine
{
    private const string Processor = @"HARDWARE\DESCRIPTION\System\CentralProcessor\0";
    private const string Product = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion";
    private const int FirstBuildOfWindows11 = 22000;

    /// <param name="registry">A value below HKEY_LOCAL_MACHINE by key and name; null if there is none.</param>
    public static MachineFacts Read(Func<string, string, string?> registry) => new(
        Cpu: registry(Processor, "ProcessorNameString")?.Trim() is { Length: > 0 } cpu ? cpu : null,
        MemoryBytes: GC.GetGCMemoryInfo().TotalAvailableMemoryBytes is > 0 and var bytes ? bytes : null,
        Os: OsName(registry),
        Kernel: registry(Product, "CurrentBuild") is { } build ? Kernel(registry, build) : null);

    [SupportedOSPlatform("windows")]
    public static string? Registry(string key, string name)
    {
        try
        {
            using var opened = Microsoft.Win32.Registry.LocalMachine.OpenSubKey(key);
            return Convert.ToString(opened?.GetValue(name), CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is SecurityException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Windows 11 still reports the product name "Windows 10".
    private static string? OsName(Func<string, string, string?> registry)
    {
        var name = registry(Product, "ProductName");
        if (name is null)
            return null;
        if (int.TryParse(registry(Product, "CurrentBuild"), CultureInfo.InvariantCulture, out var build) && build >= FirstBuildOfWindows11)
            name = name.Replace("Windows 10", "Windows 11", StringComparison.Ordinal);
        return $"{name} {registry(Product, "DisplayVersion")}".Trim();
    }

    private static string Kernel(Func<string, string, string?> registry, string build) =>
        registry(Product, "UBR") is { Length: > 0 } revision ? $"10.0.{build}.{revision}" : $"10.0.{build}";
}
