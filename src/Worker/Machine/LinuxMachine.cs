using System.Globalization;

namespace Persona.Bench.Worker.Machine;

/// <summary>Linux: from <c>/proc</c>, <c>/sys</c> and <c>/etc</c>.</summary>
internal static class LinuxMachine
{
    /// <param name="root">Root of the file system, or of a copy of these files.</param>
    public static MachineFacts Read(string root) => new(
        Cpu: SystemFile.Read(Path.Combine(root, "proc/cpuinfo")) is { } cpuInfo ? CpuInfo.Model(cpuInfo) : null,
        MemoryBytes: Memory(root),
        Os: OsRelease(root),
        Kernel: SystemFile.ReadLine(Path.Combine(root, "proc/sys/kernel/osrelease")));

    private static long? Memory(string root)
    {
        var physical = SystemFile.Read(Path.Combine(root, "proc/meminfo")) is { } memInfo ? MemTotal(memInfo) : null;
        var limit = ControlGroup.MemoryLimit(root);
        return limit is null || physical < limit ? physical : limit;
    }

    private static long? MemTotal(string memInfo)
    {
        foreach (var line in memInfo.Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["MemTotal:", var kilobytes, "kB"] && long.TryParse(kilobytes, NumberStyles.None, CultureInfo.InvariantCulture, out var total) && total > 0)
                return total * 1024;
        }

        return null;
    }

    private static string? OsRelease(string root)
    {
        var text = SystemFile.Read(Path.Combine(root, "etc/os-release")) ?? SystemFile.Read(Path.Combine(root, "usr/lib/os-release"));
        if (text is null)
            return null;

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            if (line.Split('=', 2) is [var key, var value] && key.Length > 0 && key[0] != '#')
                values[key] = Unquote(value);
        }

        return values.GetValueOrDefault("PRETTY_NAME") is { Length: > 0 } pretty
            ? pretty
            : $"{values.GetValueOrDefault("NAME")} {values.GetValueOrDefault("VERSION_ID")}".Trim() is { Length: > 0 } name ? name : null;
    }

    // The file has shell syntax: single or double quotes, a backslash before special characters.
    private static string Unquote(string value) =>
        value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0]
            ? value[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\$", "$", StringComparison.Ordinal)
            : value;
}
