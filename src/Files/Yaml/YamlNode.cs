using System.Text.Json.Nodes;

namespace Persona.Bench.Files.Yaml;

/// <summary>A value in a file, with its location. The typed accessors throw the one-line error.</summary>
internal abstract class YamlNode(YamlLocation location)
{
    public YamlLocation Location { get; } = location;

    public virtual bool IsNull => false;

    /// <summary>What this is, for "expected …, found …".</summary>
    protected abstract string Found { get; }

    public virtual string AsText() => throw Expected("text");

    public virtual bool AsBool() => throw Expected("true or false");

    public virtual long AsWholeNumber(long min, long max) => throw Expected(WholeNumber(min, max));

    public virtual double AsNumber(double min, double max) => throw Expected(Number(min, max));

    public virtual DateTimeOffset AsTimestamp() => throw Expected(Timestamp);

    public virtual IReadOnlyList<YamlNode> AsList() => throw Expected("a list");

    public virtual YamlMap AsMap() => throw Expected("a map of keys and values");

    /// <summary>The value as JSON; a plain scalar keeps its type.</summary>
    public abstract JsonNode? AsJson();

    public int AsCount(int min = 1, int max = int.MaxValue) => (int)AsWholeNumber(min, max);

    public double AsNumber() => AsNumber(double.MinValue, double.MaxValue);

    public double? AsNumberOrNull(double min = double.MinValue, double max = double.MaxValue) => IsNull ? null : AsNumber(min, max);

    public YamlFileException Expected(string what) => new(Location, $"expected {what}, found {Found}");

    public YamlFileException Error(string problem) => new(Location, problem);

    protected const string Timestamp = "a timestamp such as \"2025-01-15T10:30:00Z\"";

    protected static string WholeNumber(long min, long max) => (min, max) switch
    {
        (1, int.MaxValue or long.MaxValue) => "a whole number above 0",
        _ when min >= 0 && max is int.MaxValue or long.MaxValue => $"a whole number of at least {min}",
        _ => $"a whole number from {min} to {max}",
    };

    protected static string Number(double min, double max) => (min, max) switch
    {
        (double.MinValue, double.MaxValue) => "a finite number",
        (double.Epsilon, double.MaxValue) => "a finite number above 0",
        (_, double.MaxValue) => $"a finite number of at least {min}",
        _ => $"a number from {min} to {max}",
    };
}
