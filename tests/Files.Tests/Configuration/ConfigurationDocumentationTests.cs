using System.Text.Json;
using System.Text.RegularExpressions;
using Persona.Bench.Files.Baselines;
using Persona.Bench.Files.Configuration;
using Persona.Bench.Files.Tests.Yaml;

namespace Persona.Bench.Files.Tests.Configuration;

/// <summary>The documented configuration is the configuration that is read.</summary>
public sealed partial class ConfigurationDocumentationTests
{
    [Fact]
    public void The_complete_example_of_the_documentation_is_valid_and_complete()
    {
        using var folder = new TemporaryFolder();
        var example = Example().Match(File.ReadAllText(Docs("configuration.md"))).Groups["yaml"].Value;

        var configuration = ConfigurationFile.Read(folder.Write("persona.yaml", example), ConfigurationFileTests.Known);

        configuration.Workloads.Keys.ShouldBe(["survey"]);
        foreach (var key in ConfigurationReader.Keys) example.ShouldContain($"\n  {key}:");
        foreach (var key in WorkloadReader.Keys) example.ShouldContain($"\n      {key}:");
        foreach (var key in ServiceReader.WorkerKeys.Concat(ServiceReader.CoordinatorKeys)) example.ShouldContain($"\n    {key}:");
        foreach (var key in ProviderReader.CommonKeys.Concat(ProviderReader.EmulatedKeys)) example.ShouldMatch($@"[{{ ]{key}: ");
    }

    [Fact]
    public void The_schema_of_the_configuration_has_the_keys_that_are_read()
    {
        var schema = Schema("configuration.schema.json");

        Keys(schema.GetProperty("properties").GetProperty("benchmarks")).ShouldBe(ConfigurationReader.Keys, ignoreOrder: true);
        var definitions = schema.GetProperty("$defs");
        Keys(definitions.GetProperty("provider")).ShouldBe([.. ProviderReader.CommonKeys, .. ProviderReader.EmulatedKeys], ignoreOrder: true);
        Keys(definitions.GetProperty("worker")).ShouldBe(ServiceReader.WorkerKeys, ignoreOrder: true);
        Keys(definitions.GetProperty("workload")).ShouldBe(WorkloadReader.Keys, ignoreOrder: true);
        definitions.GetProperty("provider").GetProperty("properties").GetProperty("kind").GetProperty("enum").EnumerateArray()
            .Select(kind => kind.GetString()!).ShouldBe(ProviderReader.Kinds);
    }

    [Fact]
    public void The_schema_of_baselines_has_the_keys_that_are_read()
    {
        var schema = Schema("baseline.schema.json");

        Keys(schema).ShouldBe(BaselineReader.Keys, ignoreOrder: true);
        Keys(schema.GetProperty("$defs").GetProperty("workload")).ShouldBe(BaselineReader.WorkloadKeys, ignoreOrder: true);
    }

    private static IEnumerable<string> Keys(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(property => property.Name);

    private static JsonElement Schema(string name) => JsonDocument.Parse(File.ReadAllText(Docs($"schemas/{name}"))).RootElement;

    private static string Docs(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Persona.Bench.sln"))) folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "docs", name);
    }

    [GeneratedRegex(@"## A complete example\s+```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Example();
}
