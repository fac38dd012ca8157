using Persona.Bench.Core.Configuration;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Baselines;

/// <summary>Collects warnings about unknown keys, limited so that they cannot flood the screen.</summary>
internal sealed class BaselineWarnings
{
    private const int Shown = 20;
    private readonly List<string> _lines = [];
    private int _count;

    public void UnknownKeys(YamlMap map, IReadOnlyCollection<string> known)
    {
        foreach (var entry in map.Entries.Where(entry => !known.Contains(entry.Key))) Add(entry, known);
    }

    public void Add(YamlEntry entry, IReadOnlyCollection<string> known)
    {
        if (++_count > Shown) return;
        var hint = Suggestion.Nearest(entry.Key, known) is { } nearest ? $" (did you mean \"{nearest}\"?)" : "";
        _lines.Add($"{entry.Location}: {entry.Location.Path}: unknown key, ignored{hint}");
    }

    public IReadOnlyList<string> Lines => _count > Shown ? [.. _lines, $"{_count - Shown} more unknown keys, ignored"] : _lines;
}
