using System.Text.Json.Nodes;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Files.Yaml;

/// <summary>Keys and values in the order of the file; keys are unique.</summary>
internal sealed class YamlMap(YamlLocation location, OrderedDictionary<string, YamlEntry> entries) : YamlNode(location)
{
    public IReadOnlyCollection<YamlEntry> Entries => entries.Values;

    protected override string Found => "a map";

    public override YamlMap AsMap() => this;

    public override JsonNode AsJson() => new JsonObject(Entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.AsJson())));

    /// <summary>The value of a key; null if the key is missing or has no value.</summary>
    public YamlNode? Find(string key) => entries.TryGetValue(key, out var entry) && !entry.Value.IsNull ? entry.Value : null;

    /// <summary>The value of a required key.</summary>
    public YamlNode Require(string key, string expected)
    {
        if (!entries.TryGetValue(key, out var entry)) throw new YamlFileException(Location.Under(key), $"missing: add {expected}");
        return entry.Value.IsNull ? throw entry.Value.Expected(expected) : entry.Value;
    }

    /// <summary>Rejects unknown keys; the error for a misspelt key names the right one.</summary>
    public void AllowOnly(IReadOnlyCollection<string> known)
    {
        foreach (var entry in Entries)
        {
            if (known.Contains(entry.Key)) continue;
            if (SecretText.IsNameOfSecret(entry.Key)) throw new YamlFileException(entry.Location, SecretText.Advice);
            throw new YamlFileException(entry.Location, $"unknown key, {Suggestion.Sentence(entry.Key, known)}");
        }
    }
}

/// <summary>A key with its location and its value.</summary>
internal sealed record YamlEntry(string Key, YamlLocation Location, YamlNode Value);
