using System.Diagnostics;
using System.Text.Json;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Workloads;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Measuring;

/// <summary>The product as its users run it: the executable, in its own folder.</summary>
internal sealed class Product : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("persona-bench-measuring-").FullName;

    /// <summary>The clone that this runs from.</summary>
    public static string Root { get; } = RepositoryRoot();

    public static string Launcher { get; } = Path.Combine(Root, "persona");

    /// <summary>Runs the work of <c>quick</c> on each wire format, interleaved, and returns what was stored.</summary>
    public async Task<StoredResult> RunAsync(
        Uri emulator, IReadOnlyList<string> providers, int iterations, int concurrency, int warmUps, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "persona.yaml"), ConfigurationFor(emulator, warmUps), cancellationToken);
        string[] arguments =
        [
            "benchmark", "run", "--workload", "measured", "--iterations", $"{iterations}", "--concurrency", $"{concurrency}", "--seed", "1",
            "--keep-text", "--format", "json", .. providers.SelectMany(provider => new[] { "--provider", provider }),
        ];
        using var process = Process.Start(new ProcessStartInfo(Launcher, arguments)
        {
            WorkingDirectory = _folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MEASURING_KEY"] = "key", ["PERSONA_VERSION"] = "0.0.0" },
        })!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var json = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"persona ended with {process.ExitCode}: {await errors}");
        }

        return await ReadAsync(JsonDocument.Parse(json).RootElement.GetProperty("run_id").GetGuid(), cancellationToken);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<StoredResult> ReadAsync(Guid runId, CancellationToken cancellationToken)
    {
        using var store = new SqliteStore(Path.Combine(_folder, ".persona", "bench.db"));
        var history = new RunHistory(store, TimeProvider.System);
        var run = (await history.FindAsync(runId, cancellationToken))!;
        var measurements = await history.MeasurementsAsync(runId, cancellationToken);
        return new StoredResult(measurements, run.FinishedAt!.Value - measurements[0].StartedAt);
    }

    private static string ConfigurationFor(Uri emulator, int warmUps)
    {
        var root = emulator.ToString().TrimEnd('/');
        return $$"""
            benchmarks:
              workloads:
                measured: {description: the work of quick, inputs: [{{string.Join(", ", BuiltInWorkloads.Quick.Inputs.Select(input => $"\"{input}\""))}}], input_bytes: {{BuiltInWorkloads.Quick.InputBytes}}, personas: 1, iterations: 10, warmups: {{warmUps}}}
              providers:
                openai: {kind: openai-compatible, base_url: "{{root}}/v1", model: m, api_key_env: MEASURING_KEY}
                anthropic: {kind: anthropic, base_url: "{{root}}", model: m, api_key_env: MEASURING_KEY}
                gemini: {kind: gemini, base_url: "{{root}}", model: m, api_key_env: MEASURING_KEY}
                ollama: {kind: ollama, base_url: "{{root}}", model: m}
            """;
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Persona.Bench.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("run this from a clone of the repository");
        }

        return folder;
    }
}

/// <param name="Measurements">In the order of measurement.</param>
/// <param name="Wall">From the start of the first iteration, after the warm-up, to the completion of the run, recording included.</param>
internal sealed record StoredResult(IReadOnlyList<Measurement> Measurements, TimeSpan Wall);
