using Persona.Bench.Files.Configuration;
using Persona.Bench.Files.Tests.Yaml;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Tests.Configuration;

public sealed class ConfigurationErrorTests : IDisposable
{
    private const string Kinds = "openai, openai-compatible, anthropic, gemini, ollama, emulated";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("baseline_dir: x", "baseline_dir: unknown key, did you mean \"baselines_dir\"?")]
    [InlineData("providers: {coordinator: {kind: emulated}}", "providers.coordinator: the name is reserved for an internal queue: choose another")]
    [InlineData("providers: {worker.1: {kind: emulated}}", "providers.worker.1: the name is reserved for an internal queue: choose another")]
    [InlineData("tresholds: {}", "tresholds: unknown key, did you mean \"thresholds\"?")]
    [InlineData("Default-Workload: quick", "Default-Workload: unknown key, did you mean \"default_workload\"?")]
    [InlineData("retention: {raw_day: 3}", "retention.raw_day: unknown key, did you mean \"raw_days\"?")]
    [InlineData("thresholds: {metrics: {memory_peak_mb: {warning: 3}}}", "thresholds.metrics.memory_peak_mb.warning: unknown key, use one of warn, fail")]
    [InlineData("enabled: yes", "enabled: expected true or false, found \"yes\"")]
    [InlineData("enabled: [true]", "enabled: expected true or false, found a list")]
    [InlineData("baselines_dir: {}", "baselines_dir: expected text, found a map")]
    [InlineData("baselines_dir: \" \"", "baselines_dir: expected a path, found the quoted text \" \"")]
    [InlineData("default_workload: quik", "default_workload: there is no workload \"quik\": did you mean \"quick\"?")]
    [InlineData("default_provider: nobody", "default_provider: there is no provider \"nobody\": use one of emulated, openai, anthropic, gemini, ollama")]
    [InlineData("iterations: {standard: -5}", "iterations.standard: expected a whole number from 1 to 1000000, found -5")]
    [InlineData("iterations: {standrad: 5}", "iterations.standrad: there is no such workload: did you mean \"standard\"?")]
    [InlineData("iterations: 5", "iterations: expected a map of keys and values, found 5")]
    [InlineData("thresholds: {warn: 30}", "thresholds.warn: warn (30) is above fail (25): a warning comes first")]
    [InlineData("thresholds: {warn: -1}", "thresholds.warn: expected a number from 0 to 10000, found -1")]
    [InlineData("thresholds: {fail: .inf}", "thresholds.fail: expected a number from 0 to 10000, found \".inf\"")]
    [InlineData("thresholds: {metrics: {memory_peak_mb: {fail: 10}}}", "thresholds.metrics.memory_peak_mb.fail: warn (20) is above fail (10): a warning comes first")]
    [InlineData("thresholds: {metrics: {memory_peak: {fail: 10}}}", "thresholds.metrics.memory_peak: there is no such metric: did you mean \"memory_peak_mb\"?")]
    [InlineData("metrics: [generation_latency_p5]", "metrics[0]: there is no metric \"generation_latency_p5\": did you mean \"generation_latency_p50\"?")]
    [InlineData("metrics: [memory_peak_mb, memory_peak_mb]", "metrics[1]: memory_peak_mb is listed twice: remove one")]
    [InlineData("metrics: []", "metrics: an empty list gates nothing: name at least one metric, or remove the key")]
    [InlineData("guards: {eror_rate: {warn: 2}}", "guards.eror_rate: there is no such metric: did you mean \"error_rate\"?")]
    [InlineData("guards: {memory_peak_mb: {warn: 2}}", "guards.memory_peak_mb: not a rate: guards are cached_token_rate, valid_persona_rate, error_rate, retry_rate; list others under benchmarks.metrics")]
    [InlineData("guards: {error_rate: {warn: 101}}", "guards.error_rate.warn: expected a number from 0 to 100, found 101")]
    [InlineData("guards: {error_rate: {warn: 11}}", "guards.error_rate.warn: warn (11) is above fail (10): a warning comes first")]
    [InlineData("guards: {error_rate: {fails: 11}}", "guards.error_rate.fails: unknown key, did you mean \"fail\"?")]
    [InlineData("guards: {error_rate: 2}", "guards.error_rate: expected a map of keys and values, found 2")]
    [InlineData("guards: [error_rate]", "guards: expected a map of keys and values, found a list")]
    [InlineData("store: mysql://x", "store: not a store address: write sqlite:PATH, postgresql://USER@HOST:PORT/DATABASE or postgres:Host=…;Database=…")]
    [InlineData("broker: rabbit", "broker: not a broker address: write in-memory, amqp://USER@HOST:PORT/VHOST or amqps://…")]
    [InlineData("retention: {raw_days: 0}", "retention.raw_days: expected a whole number from 1 to 36500, found 0")]
    [InlineData("probes: {python_version: python3 --version}", "probes.python_version: expected a program and its arguments as a list, such as [python3, --version], found \"python3 --version\"")]
    [InlineData("probes: {python_version: []}", "probes.python_version: no program: write it as a list, such as [python3, --version]")]
    [InlineData("region: [eu]", "region: expected text, found a list")]
    [InlineData("api_key: sk-abc123", "api_key: a secret does not belong in a file: put it in an environment variable and name the variable, such as api_key_env: OPENAI_API_KEY")]
    public void A_wrong_key_or_value_is_one_line(string yaml, string expected) => Fails(yaml, expected);

    [Theory]
    [InlineData("{kind: opnai, model: m}", "kind: there is no kind \"opnai\": did you mean \"openai\"?")]
    [InlineData("{kind: azure, model: m}", $"kind: there is no kind \"azure\": use one of {Kinds}")]
    [InlineData("{kind: command, command: [persona]}", $"kind: kind command is not supported by this version: use one of {Kinds}")]
    [InlineData("{model: m}", $"kind: missing: add kind, one of {Kinds}")]
    [InlineData("{kind: openai-compatible, base_url: \"http://h\"}", "model: missing: add the name of the model")]
    [InlineData("{kind: openai-compatible, model: m}", "base_url: missing: add the root of the API, such as base_url: \"http://localhost:8000/v1\"")]
    [InlineData("{kind: openai, base_url: \"ftp://h\"}", "base_url: expected a URL such as \"http://localhost:8000/v1\", found the quoted text \"ftp://h\"")]
    [InlineData("{kind: openai, base_url: localhost}", "base_url: expected a URL such as \"http://localhost:8000/v1\", found \"localhost\"")]
    [InlineData("{kind: openai, base_url: \"http://u:p@h\"}", "base_url: the URL contains a user or a password: a secret does not belong in a file: put it in an environment variable and name the variable, such as api_key_env: OPENAI_API_KEY")]
    [InlineData("{kind: openai, base_url: \"http://h/?a=b\"}", "base_url: the URL has a query or a fragment: give only the root of the API")]
    [InlineData("{kind: openai, max_concurrency: 0}", "max_concurrency: expected a whole number from 1 to 10000, found 0")]
    [InlineData("{kind: openai, requests_per_minute: 1.5}", "requests_per_minute: expected a whole number from 1 to 10000000, found 1.5")]
    [InlineData("{kind: openai, time_scale: 1}", "time_scale: only a provider of kind emulated has this key: remove it")]
    [InlineData("{kind: emulated, time_scale: -1}", "time_scale: expected a number from 0 to 1000, found -1")]
    [InlineData("{kind: emulated, seed: x}", "seed: expected a whole number from -2147483648 to 2147483647, found \"x\"")]
    [InlineData("{kind: openai, modle: m}", "modle: unknown key, did you mean \"model\"?")]
    [InlineData("{kind: openai, apiKey: sk-live-0123}", "apiKey: a secret does not belong in a file: put it in an environment variable and name the variable, such as api_key_env: OPENAI_API_KEY")]
    [InlineData("{kind: openai, max_tokens_field: limit}", "max_tokens_field: expected max_tokens, max_completion_tokens or none, found \"limit\"")]
    [InlineData("{kind: openai, temperature: 0.5}", "temperature: a provider can only say temperature: none; the value belongs to the workload")]
    [InlineData("{kind: openai, extra_body: [1]}", "extra_body: expected a map of keys and values, found a list")]
    [InlineData("{kind: openai, stream: never}", "stream: expected true or false, found \"never\"")]
    [InlineData("{kind: openai, headers: {\"a b\": x}}", "headers.a b: not the name of a header that can be set here")]
    [InlineData("{kind: openai, headers: {Host: x}}", "headers.Host: not the name of a header that can be set here")]
    [InlineData("{kind: openai, headers: {a: 1, A: 2}}", "headers.A: the same name in other letters is set above: remove one")]
    [InlineData("{kind: openai, headers: {x-api-key: abc}}", "headers.x-api-key: a secret does not belong in a file: put it in an environment variable and write ${VARIABLE}")]
    [InlineData("{kind: openai, headers: {x: \"Bearer abc\"}}", "headers.x: a secret does not belong in a file: put it in an environment variable and write ${VARIABLE}")]
    [InlineData("{kind: openai, query: {key: \"${9}\"}}", "query.key: a secret does not belong in a file: put it in an environment variable and write ${VARIABLE}")]
    [InlineData("{kind: openai, query: {tier: \"${9}\"}}", "query.tier: ${ is not followed by the name of an environment variable and }")]
    [InlineData("{kind: openai, headers: {x: \"\u00fc\"}}", "headers.x: expected text of printable ASCII characters, at most 4000, found the quoted text \"\u00fc\"")]
    [InlineData("{kind: openai, proxy: somewhere}", "proxy: expected the address of a proxy such as \"http://proxy.example:3128\", found \"somewhere\"")]
    [InlineData("{kind: openai, proxy: \"http://u:p@h\"}", "proxy: a secret does not belong in a file: put it in an environment variable and write ${VARIABLE}")]
    [InlineData("{kind: ollama, organization: org-1}", "organization: only a provider of kind openai or openai-compatible has this key: remove it")]
    public void A_wrong_provider_is_one_line(string provider, string expected) => Fails($"providers: {{mine: {provider}}}", $"providers.mine.{expected}");

    [Theory]
    [InlineData("api_key: sk-live-0123456789")]
    [InlineData("api_key_env: sk-live-0123456789")]
    [InlineData("api_key_env: AIzaSyA0123456789")]
    [InlineData("token: 0123456789")]
    [InlineData("max_concurrency: sk-live-0123456789")]
    [InlineData("base_url: \"http://user:0123456789@host\"")]
    public void A_key_is_never_repeated(string yaml)
    {
        var path = _folder.Write("persona.yaml", $"benchmarks: {{providers: {{mine: {{kind: openai, {yaml}}}}}}}");

        Should.Throw<YamlFileException>(() => ConfigurationFile.Read(path, ConfigurationFileTests.Known)).Message.ShouldNotContain("0123456789");
    }

    [Theory]
    [InlineData("providers: {\"../x\": {kind: openai}}", "providers.../x: not a safe name: use letters, digits, '.', '_' and '-', at most 64, beginning with a letter or digit")]
    [InlineData("providers: {a@b: {kind: openai}}", "providers.a@b: not a safe name: use letters, digits, '.', '_' and '-', at most 64, beginning with a letter or digit")]
    [InlineData("workloads: {\"a b\": {inputs: [x]}}", "workloads.a b: not a safe name: use letters, digits, '.', '_' and '-', at most 64, beginning with a letter or digit")]
    [InlineData("workloads: {\"a\\e[31m\": {inputs: [x]}}", "workloads.a\\u001b[31m: not a safe name: use letters, digits, '.', '_' and '-', at most 64, beginning with a letter or digit")]
    [InlineData("workloads: {standard: {inputs: [x]}}", "workloads.standard: the name belongs to a built-in workload: choose another, or set its number of iterations under benchmarks.iterations")]
    [InlineData("workloads: {mine: {}}", "workloads.mine.inputs: missing: add a list of files of research data, such as inputs: [interviews.csv]")]
    [InlineData("workloads: {mine: {inputs: x.csv}}", "workloads.mine.inputs: expected a list, found \"x.csv\"")]
    [InlineData("workloads: {mine: {inputs: []}}", "workloads.mine.inputs: no files: name at least one file of research data")]
    [InlineData("workloads: {mine: {inputs: [x], persona: 2}}", "workloads.mine.persona: unknown key, did you mean \"personas\"?")]
    [InlineData("workloads: {mine: {inputs: [x], warmups: -1}}", "workloads.mine.warmups: expected a whole number from 0 to 10000, found -1")]
    [InlineData("workloads: {mine: {inputs: [x], concurrency: 1001}}", "workloads.mine.concurrency: expected a whole number from 1 to 1000, found 1001")]
    [InlineData("workloads: {mine: {inputs: [x], timeout_s: 0}}", "workloads.mine.timeout_s: expected a number from 0.001 to 86400, found 0")]
    [InlineData("workloads: {mine: {inputs: [x], temperature: .nan}}", "workloads.mine.temperature: expected a number from 0 to 2, found \".nan\"")]
    public void A_wrong_workload_or_name_is_one_line(string yaml, string expected) => Fails(yaml, expected);

    [Fact]
    public void A_misspelt_section_is_an_error()
    {
        var path = _folder.Write("persona.yaml", "models: {a: 1}\nbenchmark: {enabled: true}\n");

        Should.Throw<YamlFileException>(() => ConfigurationFile.Read(path, ConfigurationFileTests.Known)).Message
            .ShouldBe($"{path}:2:1: benchmark: unknown key, did you mean \"benchmarks\"?");
    }

    [Fact]
    public void The_line_of_the_error_is_that_of_the_value()
    {
        var path = _folder.Write("persona.yaml", "benchmarks:\n  iterations:\n    # few\n    quick: none\n");

        Should.Throw<YamlFileException>(() => ConfigurationFile.Read(path, ConfigurationFileTests.Known)).Message
            .ShouldBe($"{path}:4:12: benchmarks.iterations.quick: expected a whole number from 1 to 1000000, found \"none\"");
    }

    private void Fails(string yaml, string expected)
    {
        var path = _folder.Write("persona.yaml", $"benchmarks:\n  {yaml}\n");

        var message = Should.Throw<YamlFileException>(() => ConfigurationFile.Read(path, ConfigurationFileTests.Known)).Message;

        message.ShouldMatch(@"^[^\n]*persona\.yaml:2:\d+: benchmarks\.[^\n]*\z");
        message.ShouldEndWith($": benchmarks.{expected}");
    }
}
