using System.Text.Json.Nodes;

namespace Persona.Bench.Files.Yaml;

internal sealed class YamlList(YamlLocation location, IReadOnlyList<YamlNode> items) : YamlNode(location)
{
    protected override string Found => "a list";

    public override IReadOnlyList<YamlNode> AsList() => items;

    public override JsonNode AsJson() => new JsonArray([.. items.Select(item => item.AsJson())]);
}
