using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Files.Yaml;

/// <summary>A location: the file, line and column (from 1), and the keys above it.</summary>
internal sealed class YamlLocation
{
    private readonly YamlLocation? _parent;
    private readonly string? _key;
    private readonly int _index;

    private YamlLocation(string file, int line, int column, YamlLocation? parent, string? key, int index)
    {
        (File, Line, Column) = (file, line, column);
        (_parent, _key, _index) = (parent, key, index);
    }

    public string File { get; }

    public int Line { get; }

    public int Column { get; }

    /// <summary>Built on demand: a large file has a hundred thousand locations and at most one error.</summary>
    public string Path
    {
        get
        {
            if (_parent is null) return "";
            var above = _parent.Path;
            if (_key is null) return $"{above}[{_index}]";
            return above.Length == 0 ? Printable.Line(_key) : $"{above}.{Printable.Line(_key)}";
        }
    }

    public static YamlLocation Root(string file, int line = 1, int column = 1) => new(file, line, column, null, null, 0);

    /// <summary>The location of what is under <paramref name="key"/>; without a line of its own, that of the parent.</summary>
    public YamlLocation Under(string key, int? line = null, int? column = null) => new(File, line ?? Line, column ?? Column, this, key, 0);

    public YamlLocation At(int index, int line, int column) => new(File, line, column, this, null, index);

    /// <summary>The same keys, at another position.</summary>
    public YamlLocation Moved(int line, int column) => new(File, line, column, _parent, _key, _index);

    public override string ToString() => $"{Printable.Line(File, 400)}:{Line}:{Column}";
}
