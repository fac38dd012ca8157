namespace Persona.Bench.Files.Yaml;

internal sealed class YamlList(YamlLocation place, IReadOnlyList<YamlNode> items) : YamlNode(place)
{
    protected override string Found => "a list";

    public override IReadOnlyList<YamlNode> AsList() => items;
}
