using System.Text;
using CsCheck;
using Persona.Bench.Files.Baselines;
using Persona.Bench.Files.Configuration;
using Persona.Bench.Files.Prices;
using Persona.Bench.Files.Tests.Configuration;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Tests.Yaml;

/// <summary>However a file is mutated, reading it gives a value or the one-line error.</summary>
public sealed class MutatedFileTests : IDisposable
{
    private const string Baseline = """
        schema: persona.bench/baseline/1
        version: "1.12.0"
        captured_at: "2025-01-15T10:30:00Z"
        environment: {platform: "linux-x64", cpu: 'x'}
        workloads:
          standard@openai:
            description: |
              text
            iterations: 100
            metrics:
              generation_latency_p50: 1250
            intervals: {generation_latency_p50: [1, 2]}
            samples:
              - worker: w
                fingerprint: f
                iteration: [1, null, 3]

        """;

    private const string Configuration = """
        models: {a: 1}
        benchmarks:
          iterations: {standard: 10}
          thresholds: {warn: 5, fail: 15, metrics: {memory_peak_mb: {warn: 30}}}
          metrics: [memory_peak_mb]
          store: postgresql://u@h/d
          broker: amqp://mq
          providers: {local: {kind: ollama, base_url: "http://localhost:11434"}}
          workloads: {mine: {inputs: [a.csv], timeout_s: 3}}
          probes: {python_version: [python3, --version]}

        """;

    private const string Prices = "as_of: 2025-03-01\ncurrency: USD\nper_million_tokens:\n  m: {input: 0.15, output: 10}\n";

    private static readonly string[] Inserts =
    [
        "&a ", "*a", "!x ", "!!", "<<: ", "---\n", "...\n", "? ", "- ", ": ", "[", "]", "{", "}", "\"", "'", "|\n", ">-\n", "#", "%YAML 1.2\n", "%TAG ! x\n",
        "\t", "\n", "\r", "\n\n  ", "~", ".nan", "-.inf", "1e999", "-1", "99999999999999999999", "\\x", "\"\\u", "@", "`", ",", "\u2028", "\ufeff", "\u0085", "\0", "😀", "\ud83d",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_mutated_baseline_never_throws_anything_else() => Fuzz(Baseline, path => BaselineFile.Read(path));

    [Fact]
    public void A_mutated_configuration_never_throws_anything_else() =>
        Fuzz(Configuration, path => ConfigurationFile.Read(path, ConfigurationFileTests.Known));

    [Fact]
    public void A_mutated_price_file_never_throws_anything_else() => Fuzz(Prices, path => PriceFile.Read(path));

    private void Fuzz(string valid, Action<string> read)
    {
        read(_folder.Write("valid.yaml", valid));
        var mutation = Gen.Select(Gen.Int[0, 4], Gen.Double[0, 1], Gen.Int[0, 30], Gen.Int[0, Inserts.Length - 1], Gen.Byte);
        mutation.Array[1, 6].Sample(mutations =>
        {
            var bytes = mutations.Aggregate(Encoding.UTF8.GetBytes(valid), Mutate);
            var path = _folder.Write("mutated.yaml", bytes);
            try
            {
                read(path);
            }
            catch (YamlFileException error)
            {
                error.Message.ShouldStartWith($"{path}:");
                error.Message.Any(char.IsControl).ShouldBeFalse(error.Message);
                error.Line.ShouldBeGreaterThan(0);
            }
        }, iter: 4000, threads: 1);
    }

    private static byte[] Mutate(byte[] bytes, (int Kind, double At, int Length, int Insert, byte Value) mutation)
    {
        var at = (int)(mutation.At * bytes.Length);
        var end = Math.Min(bytes.Length, at + mutation.Length);
        return mutation.Kind switch
        {
            0 => [.. bytes[..at], .. bytes[end..]],
            1 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(Inserts[mutation.Insert]), .. bytes[at..]],
            2 => [.. bytes[..at], mutation.Value, .. bytes[Math.Min(bytes.Length, at + 1)..]],
            3 => [.. bytes[..end], .. bytes[at..]],
            _ => bytes[..at],
        };
    }
}
