using Persona.Bench.Core;
using Persona.Bench.Core.Providers;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Configuration;

/// <summary>The keys of a provider that change how its model is asked.</summary>
internal static class RequestSettingsReader
{
    public static readonly string[] Keys = ["max_tokens_field", "temperature", "reasoning_effort", "extra_body", "stream", "stream_options"];

    private const string NoTemperature = "none";
    private const int LongestEffort = 40;
    private const int LongestBody = 16 * 1024;

    private static readonly string[] Fields = [.. Enum.GetValues<MaxTokensField>().Select(field => SnakeCase.Format(field))];

    public static RequestSettings Read(YamlMap map) => new()
    {
        MaxTokensField = map.Find("max_tokens_field") is { } field ? ReadField(field) : null,
        SendsTemperature = map.Find("temperature") is not { } temperature || ReadTemperature(temperature),
        ReasoningEffort = map.Find("reasoning_effort") is { } effort ? ReadEffort(effort) : null,
        ExtraBody = map.Find("extra_body") is { } body ? ReadBody(body) : null,
        Streams = map.Find("stream")?.AsBool() ?? true,
        SendsStreamOptions = map.Find("stream_options")?.AsBool() ?? true,
    };

    private static MaxTokensField ReadField(YamlNode node) =>
        SnakeCase.TryParse<MaxTokensField>(node.AsText(), out var field) ? field : throw node.Expected(string.Join(", ", Fields[..^1]) + $" or {Fields[^1]}");

    // The temperature itself is the workload's, so that all providers do the same work.
    private static bool ReadTemperature(YamlNode node) =>
        node.AsText() == NoTemperature ? false : throw node.Error("a provider can only say temperature: none; the value belongs to the workload");

    private static string ReadEffort(YamlNode node) =>
        node.AsText() is { Length: > 0 and <= LongestEffort } effort ? effort : throw node.Expected("an effort that the model knows, such as low");

    private static string? ReadBody(YamlNode node)
    {
        var map = node.AsMap();
        if (map.Entries.Count == 0)
            return null;
        var json = map.AsJson()!.ToJsonString();
        return json.Length <= LongestBody ? json : throw node.Error($"extra_body is longer than {LongestBody} characters of JSON");
    }
}
