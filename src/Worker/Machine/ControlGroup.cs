using System.Globalization;

namespace Persona.Bench.Worker.Machine;

/// <summary>The memory limit of this process's control group, version 1, 2 or both (hybrid).</summary>
internal static class ControlGroup
{
    // Version 1 has no value for "no limit": it reports the largest number of whole pages, far beyond any real memory.
    private const long NoLimit = long.MaxValue / 2;

    /// <summary>The lowest limit from the process's group up to the root, in bytes; null if none is set.</summary>
    public static long? MemoryLimit(string root)
    {
        if (SystemFile.Read(Path.Combine(root, "proc/self/cgroup")) is not { } groups)
            return null;

        long? lowest = null;
        foreach (var (mount, limitFile, path) in groups.Split('\n').SelectMany(Hierarchies))
        {
            foreach (var folder in Upwards(path))
            {
                var text = SystemFile.ReadLine(Path.Combine(root, mount, folder, limitFile));
                if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is > 0 and < NoLimit)
                    lowest = Math.Min(limit, lowest ?? long.MaxValue);
            }
        }

        return lowest;
    }

    // A line is "id:controllers:path"; version 2 has id 0 and no controllers, and coexists with version 1 in the hybrid layout.
    private static IEnumerable<(string Mount, string LimitFile, string Path)> Hierarchies(string line)
    {
        if (line.Split(':', 3) is not [var id, var controllers, var path])
            return [];
        if (controllers.Length == 0 && id == "0")
            return [("sys/fs/cgroup", "memory.max", path), ("sys/fs/cgroup/unified", "memory.max", path)];
        return controllers.Split(',').Contains("memory") ? [("sys/fs/cgroup/memory", "memory.limit_in_bytes", path)] : [];
    }

    // In a container the path may name folders that only the host sees; the mount root is then the container's own group.
    private static IEnumerable<string> Upwards(string path)
    {
        var names = path.Trim().Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name is not ("." or "..")).ToArray();
        for (var depth = names.Length; depth >= 0; depth--)
            yield return string.Join('/', names[..depth]);
    }
}
