using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Providers;
using Persona.Bench.Files.Configuration;
using Persona.Bench.Files.Tests.Yaml;

namespace Persona.Bench.Files.Tests.Configuration;

public sealed class ConfigurationFileTests : IDisposable
{
    internal static readonly KnownNames Known = new(
        ["quick", "standard", "batch", "full"],
        ["generation_latency_p50", "generation_latency_p95", "throughput_personas_per_minute", "memory_peak_mb", "memory_average_mb", "valid_persona_rate", "error_rate", "retry_rate"]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void How_a_provider_is_asked_is_read()
    {
        var path = _folder.Write("persona.yaml", """
            benchmarks:
              providers:
                mine:
                  kind: openai
                  max_tokens_field: none
                  temperature: none
                  reasoning_effort: low
                  extra_body: {top_p: 0.9, n: 1, stop: ["a", 'b'], user: "7", flag: true, nothing: null, deep: {x: 1e3}}
                  stream: false
                  stream_options: false
                  headers: {x-team: research, Api-Key: "${AZURE_KEY}"}
                  query: {api-version: "2024-10-21"}
                  ca_file: certificates/ca.pem
                  proxy: "http://${PROXY_LOGIN}@proxy.example:3128"
                  organization: org-123
            """);

        var provider = ConfigurationFile.Read(path, Known).Providers["mine"];

        provider.Request.ShouldBe(new RequestSettings
        {
            MaxTokensField = MaxTokensField.None,
            SendsTemperature = false,
            ReasoningEffort = "low",
            ExtraBody = """{"top_p":0.9,"n":1,"stop":["a","b"],"user":"7","flag":true,"nothing":null,"deep":{"x":1000}}""",
            Streams = false,
            SendsStreamOptions = false,
        });
        provider.Headers.ShouldBe(new Dictionary<string, string> { ["x-team"] = "research", ["Api-Key"] = "${AZURE_KEY}" });
        provider.Query.ShouldBe(new Dictionary<string, string> { ["api-version"] = "2024-10-21" });
        (provider.CaFile, provider.Proxy, provider.Organization).ShouldBe((_folder["certificates/ca.pem"], "http://${PROXY_LOGIN}@proxy.example:3128", "org-123"));
    }

    [Fact]
    public void Every_key_is_read()
    {
        var path = _folder.Write("persona.yaml", """
            models: &m {default: !x y}          # Persona's own
            other: *m
            benchmarks:
              enabled: false
              baselines_dir: ./my/baselines
              default_workload: mine
              default_provider: local
              iterations: {standard: 50, mine: 7}
              thresholds: {warn: 5, fail: 15, metrics: {memory_peak_mb: {warn: 30}, generation_latency_p50: {warn: 1, fail: 2.5}}}
              metrics: [generation_latency_p95, memory_peak_mb]
              store: sqlite:data/bench.db
              broker: amqps://bench:pw@mq.example:5671/bench
              providers:
                anthropic: {kind: anthropic, model: claude-x, api_key_env: MY_KEY, max_concurrency: 4, requests_per_minute: 60}
                local: {kind: openai-compatible, base_url: "http://localhost:8000/v1", model: "llama3:8b"}
                fake: {kind: emulated, profile: very fast, time_scale: 0.1, seed: -7}
              workloads:
                mine:
                  description: ours
                  inputs: [data/a.csv, /abs/b.json, "shipped:interviews.md"]
                  input_bytes: 2048
                  personas: 3
                  iterations: 12
                  warmups: 0
                  timeout_s: 2.5
                  concurrency: 2
                  max_tokens: 100
                  temperature: 0
              retention: {raw_days: 30, keep_baselines: 5}
              probes: {python_version: [python3, --version]}
              region: eu-west
              persona_version: 1.10
              prices: prices.yaml
              spool_dir: /var/spool/bench
            """);

        var configuration = ConfigurationFile.Read(path, Known);

        configuration.Enabled.ShouldBeFalse();
        configuration.BaselinesDirectory.ShouldBe(_folder["my/baselines"]);
        (configuration.DefaultWorkload, configuration.DefaultProvider).ShouldBe(("mine", "local"));
        configuration.Iterations.ShouldBe(new Dictionary<string, int> { ["standard"] = 50, ["mine"] = 7 });
        configuration.Thresholds.For("memory_peak_mb").ShouldBe(new Threshold(30, 50));
        configuration.Thresholds.For("memory_average_mb").ShouldBe(new Threshold(20, 50));
        configuration.Thresholds.For("generation_latency_p50").ShouldBe(new Threshold(1, 2.5));
        configuration.Thresholds.For("generation_latency_p95").ShouldBe(new Threshold(5, 15));
        configuration.Metrics.ShouldBe(["generation_latency_p95", "memory_peak_mb"]);
        configuration.Store.ShouldBe(new StoreAddress.Sqlite(_folder["data/bench.db"]));
        configuration.Broker.ToString().ShouldBe("amqps://mq.example:5671/bench");
        configuration.Retention.ShouldBe(new Retention { RawDays = 30, KeepBaselines = 5 });
        configuration.Probes["python_version"].ShouldBe(["python3", "--version"]);
        (configuration.Region, configuration.PersonaVersion).ShouldBe(("eu-west", "1.10"));
        (configuration.PricesFile, configuration.SpoolDirectory).ShouldBe((_folder["prices.yaml"], "/var/spool/bench"));
        configuration.Providers["anthropic"].ShouldBe(new ProviderDefinition
        {
            Name = "anthropic",
            Kind = ProviderKind.Anthropic,
            Model = "claude-x",
            ApiKeyEnv = "MY_KEY",
            MaxConcurrency = 4,
            RequestsPerMinute = 60,
        });
        configuration.Providers["local"].ShouldBe(new ProviderDefinition
        {
            Name = "local",
            Kind = ProviderKind.OpenAICompatible,
            Model = "llama3:8b",
            BaseUrl = new Uri("http://localhost:8000/v1"),
        });
        configuration.Providers["fake"].ShouldBe(new ProviderDefinition
        {
            Name = "fake",
            Kind = ProviderKind.Emulated,
            Model = "emulated",
            Profile = "very fast",
            TimeScale = 0.1,
            Seed = -7,
        });
        configuration.Providers.Keys.ShouldContain("openai");
        var workload = configuration.Workloads["mine"];
        workload.Inputs.ShouldBe([_folder["data/a.csv"], "/abs/b.json", "shipped:interviews.md"]);
        (workload.Description, workload.InputBytes, workload.Personas, workload.Iterations).ShouldBe(("ours", 2048, 3, 12));
        (workload.WarmUps, workload.Timeout, workload.Concurrency).ShouldBe((0, TimeSpan.FromSeconds(2.5), 2));
        (workload.Parameters.MaxTokens, workload.Parameters.Temperature).ShouldBe((100, 0));
    }

    [Theory]
    [InlineData("enabled: true", "error_rate 2 10, valid_persona_rate 2 10")]
    [InlineData("guards: {}", "")]
    [InlineData("guards: {error_rate: {}}", "error_rate 2 10")]
    [InlineData("guards: {retry_rate: {warn: 5}, error_rate: {warn: 1, fail: 3.5}}", "retry_rate 5 10, error_rate 1 3.5")]
    [InlineData("thresholds: {warn: 50, fail: 60, metrics: {error_rate: {warn: 3, fail: 20}}}", "error_rate 3 20, valid_persona_rate 2 10")]
    [InlineData("{thresholds: {metrics: {error_rate: {warn: 3, fail: 20}}}, guards: {error_rate: {fail: 30}}}", "error_rate 3 30")]
    public void Guards_are_those_of_the_file_or_the_product_s(string yaml, string expected) => string.Join(
        ", ",
        ConfigurationFile.Read(_folder.Write("persona.yaml", $"benchmarks:\n  {yaml}\n"), Known).Guards.Select(guard => $"{guard.Key} {guard.Value.Warn} {guard.Value.Fail}"))
        .ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("models: {a: 1}\n")]
    [InlineData("benchmarks:\n")]
    [InlineData("benchmarks: {}\n")]
    public void What_the_file_does_not_say_has_its_default(string text)
    {
        var configuration = ConfigurationFile.Read(_folder.Write("persona.yaml", text), Known);

        configuration.Enabled.ShouldBeTrue();
        configuration.BaselinesDirectory.ShouldBe(_folder["baselines"]);
        configuration.Store.ShouldBe(new StoreAddress.Sqlite(_folder[".persona/bench.db"]));
        configuration.Broker.ShouldBe(new BrokerAddress.InMemory());
        (configuration.DefaultWorkload, configuration.DefaultProvider).ShouldBe(("standard", "emulated"));
        configuration.Thresholds.For("generation_latency_p50").ShouldBe(new Threshold(10, 25));
        configuration.Thresholds.For("memory_peak_mb").ShouldBe(new Threshold(20, 50));
        configuration.Retention.ShouldBe(new Retention { RawDays = 90, KeepBaselines = 20 });
        configuration.Metrics.ShouldBe(["generation_latency_p50", "generation_latency_p95", "throughput_personas_per_minute", "memory_peak_mb"]);
        configuration.Providers.Keys.ShouldBe(["emulated", "openai", "anthropic", "gemini", "ollama"], ignoreOrder: true);
    }

    [Fact]
    public void The_file_is_found_up_to_the_root_of_the_repository()
    {
        Directory.CreateDirectory(_folder["repo/.git"]);
        Directory.CreateDirectory(_folder["repo/a/b"]);
        _folder.Write("persona.yaml", "");

        ConfigurationFile.Find(null, _folder["repo/a/b"]).ShouldBeNull();
        _folder.Write("repo/persona.yaml", "");
        ConfigurationFile.Find(null, _folder["repo/a/b"]).ShouldBe(_folder["repo/persona.yaml"]);
        _folder.Write("repo/a/b/persona.yaml", "");
        ConfigurationFile.Find(null, _folder["repo/a/b"]).ShouldBe(_folder["repo/a/b/persona.yaml"]);
    }

    [Fact]
    public void Outside_a_repository_no_parent_is_searched()
    {
        Directory.CreateDirectory(_folder["a"]);
        _folder.Write("persona.yaml", "");

        ConfigurationFile.Find(null, _folder["a"]).ShouldBeNull();
        ConfigurationFile.Find(null, _folder.Path).ShouldBe(_folder["persona.yaml"]);
    }

    [Fact]
    public void A_named_file_must_exist()
    {
        var path = _folder.Write("other.yaml", "");

        ConfigurationFile.Find(path, "/").ShouldBe(path);
        Should.Throw<ConfigurationException>(() => ConfigurationFile.Find(_folder["none.yaml"], "/")).Message
            .ShouldBe($"--config {_folder["none.yaml"]}: there is no such file: check the path");
    }
}
