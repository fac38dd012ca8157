using Persona.Bench.Core.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Persona.Bench.Files.Yaml;

/// <summary>Builds the nodes of one document from parser events, and rejects features that a data file does not need.</summary>
internal sealed class YamlNodeParser(string file, string text, string? section)
{
    private readonly YamlEvents _events = new(file, text);
    private int _nodes;

    public YamlNode? Parse()
    {
        _events.Move();
        if (_events.Move() is StreamEnd) return null;
        _events.Move();
        var root = ReadNode(YamlLocation.Root(file, _events.Line, _events.Column), depth: 0);
        _events.Move();
        if (_events.Move() is not StreamEnd) throw Error("more than one document: keep one, and remove the line \"---\"");
        return root.IsNull ? null : root;
    }

    private YamlNode ReadNode(YamlLocation location, int depth)
    {
        if (++_nodes > YamlLimits.Nodes) throw new YamlFileException(location, $"too many values: at most {YamlLimits.Nodes} are read");
        if (depth > YamlLimits.Depth) throw new YamlFileException(location, YamlLimits.TooDeep);
        RejectExtras(location);
        return _events.Current switch
        {
            Scalar scalar => new YamlScalar(location, scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart => ReadList(location, depth),
            MappingStart => ReadMap(location, depth),
            var other => throw new YamlFileException(location, $"not valid YAML: expected a value, found {other.GetType().Name}"),
        };
    }

    private YamlList ReadList(YamlLocation location, int depth)
    {
        List<YamlNode> items = [];
        while (_events.Move() is not SequenceEnd) items.Add(ReadNode(location.At(items.Count, _events.Line, _events.Column), depth + 1));
        return new YamlList(location, items);
    }

    private YamlMap ReadMap(YamlLocation location, int depth)
    {
        OrderedDictionary<string, YamlEntry> entries = new(StringComparer.Ordinal);
        while (_events.Move() is not MappingEnd)
        {
            if (IsOthers(depth))
            {
                _events.Skip();
                _events.Move();
                _events.Skip();
                continue;
            }

            var entry = ReadEntry(location, depth);
            if (!entries.TryAdd(entry.Key, entry))
                throw Twice(entry, entries[entry.Key]);
        }

        return new YamlMap(location, entries);
    }

    private static YamlFileException Twice(YamlEntry entry, YamlEntry first) =>
        new(entry.Location, $"duplicate key, first defined on line {first.Location.Line}: remove one");

    private YamlEntry ReadEntry(YamlLocation map, int depth)
    {
        var (key, keyLocation) = ReadKey(map);
        // A missing value has no position of its own.
        var isMissing = _events.Move() is Scalar { Value: "", Style: ScalarStyle.Plain };
        var location = isMissing ? keyLocation : map.Under(key, _events.Line, _events.Column);
        return new YamlEntry(key, keyLocation, ReadNode(location, depth + 1));
    }

    private (string Key, YamlLocation Location) ReadKey(YamlLocation map)
    {
        RejectExtras(map.Moved(_events.Line, _events.Column));
        if (_events.Current is not Scalar scalar) throw Error("a key must be text, not a list or a map");
        if (scalar.Value.Length == 0)
        {
            // A missing key has no position either, but its value has one.
            _events.Move();
            throw Error("the key before this value is missing or empty");
        }

        if (scalar is { Value: "<<", Style: ScalarStyle.Plain }) throw Error("merge keys (<<) are not supported: write the values out");
        return (scalar.Value, map.Under(scalar.Value, _events.Line, _events.Column));
    }

    // Top-level keys of another program. A misspelling of the section's own name is kept, so that the reader can report it.
    private bool IsOthers(int depth) => depth == 0 && section is not null
        && (_events.Current is not Scalar scalar || (scalar.Value != section && Suggestion.Nearest(scalar.Value, [section]) is null));

    private void RejectExtras(YamlLocation location)
    {
        if (_events.Current is AnchorAlias alias)
            throw new YamlFileException(location, $"aliases (*{Printable.Line(alias.Value.Value, 40)}) are not supported: write the value out");
        if (_events.Current is not NodeEvent node) return;
        if (!node.Anchor.IsEmpty)
            throw new YamlFileException(location, $"anchors (&{Printable.Line(node.Anchor.Value, 40)}) are not supported: write the value out");
        if (!node.Tag.IsEmpty) throw new YamlFileException(location, $"tags ({Tag(node.Tag.Value)}) are not supported: remove it");
    }

    private static string Tag(string tag)
    {
        const string standard = "tag:yaml.org,2002:";
        return Printable.Line(tag.StartsWith(standard, StringComparison.Ordinal) ? $"!!{tag[standard.Length..]}" : tag, 40);
    }

    private YamlFileException Error(string problem) => new(YamlLocation.Root(file, _events.Line, _events.Column), problem);
}
