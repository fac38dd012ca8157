using Persona.Bench.Core.Workloads;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Configuration;

/// <summary>One entry of <c>benchmarks.workloads</c>.</summary>
internal static class WorkloadReader
{
    public const int MostIterations = 1_000_000;

    private const string Shipped = "shipped:";

    public static readonly string[] Keys =
    [
        "description", "inputs", "input_bytes", "personas", "iterations", "warmups", "timeout_s", "concurrency", "max_tokens", "temperature",
    ];

    public static Workload Read(string name, YamlMap map, FolderOfFile folder)
    {
        map.AllowOnly(Keys);
        var model = new ModelParameters();
        return new Workload
        {
            Name = name,
            Description = map.Find("description")?.AsText() ?? "",
            Inputs = ReadInputs(map.Require("inputs", "a list of files of research data, such as inputs: [interviews.csv]"), folder),
            InputBytes = map.Find("input_bytes")?.AsCount(max: 10_000_000) ?? 1024,
            Personas = map.Find("personas")?.AsCount(max: 1000) ?? 1,
            Iterations = map.Find("iterations")?.AsCount(max: MostIterations) ?? 100,
            WarmUps = map.Find("warmups")?.AsCount(min: 0, max: 10_000) ?? 1,
            Timeout = map.Find("timeout_s") is { } timeout ? TimeSpan.FromSeconds(timeout.AsNumber(0.001, 86_400)) : null,
            Concurrency = map.Find("concurrency")?.AsCount(max: Concurrency.Most) ?? 1,
            Parameters = model with
            {
                MaxTokens = map.Find("max_tokens")?.AsCount(max: 10_000_000) ?? model.MaxTokens,
                Temperature = map.Find("temperature")?.AsNumber(0, 2) ?? model.Temperature,
            },
        };
    }

    private static bool IsShipped(YamlNode item) => item.AsText().StartsWith(Shipped, StringComparison.Ordinal);

    private static string[] ReadInputs(YamlNode node, FolderOfFile folder)
    {
        var items = node.AsList();
        if (items.Count == 0) throw node.Error("no files: name at least one file of research data");
        return [.. items.Select(item => IsShipped(item) ? item.AsText() : folder.Resolve(item))];
    }
}
