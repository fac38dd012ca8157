namespace Persona.Bench.Architecture.Tests;

/// <summary>Cycles of folders of a project that use each other. A folder is the first part of a namespace below the project's.</summary>
internal static class FolderCycles
{
    public static IReadOnlyList<string> In(string project, IEnumerable<TypeUse> uses)
    {
        var edges = uses
            .Select(use => (From: Folder(project, use.From), To: Folder(project, use.To)))
            .Where(edge => edge.From is not null && edge.To is not null && edge.From != edge.To)
            .ToLookup(edge => edge.From!, edge => edge.To!);
        var cycle = edges.Select(group => group.Key).Order(StringComparer.Ordinal)
            .Select(start => PathBack(edges, start, [start]))
            .FirstOrDefault(path => path is not null);
        return cycle is null ? [] : [$"{project}: {string.Join(" -> ", cycle)}"];
    }

    private static IReadOnlyList<string>? PathBack(ILookup<string, string> edges, string start, IReadOnlyList<string> path)
    {
        foreach (var next in edges[path[^1]].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (next == start)
            {
                return [.. path, next];
            }

            if (!path.Contains(next) && PathBack(edges, start, [.. path, next]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    // Types in the project's own folder belong to no feature.
    private static string? Folder(string project, string fullName)
    {
        if (!Product.IsIn(fullName, project))
        {
            return null;
        }

        var parts = fullName[(project.Length + 1)..].Split('.');
        return parts.Length > 1 ? parts[0] : null;
    }
}
