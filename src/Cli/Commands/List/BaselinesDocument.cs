using System.Text.Json.Serialization;

namespace Persona.Bench.Cli.Commands.List;

/// <summary>Baseline files as JSON, <c>docs/schemas/baselines.schema.json</c>. Fields are only added.</summary>
internal sealed record BaselinesDocument(IReadOnlyList<BaselineDocument> Baselines)
{
    public const string CurrentSchema = "persona.bench/baselines/1";

    public string Schema { get; init; } = CurrentSchema;
}

/// <summary>One baseline file; <c>problem</c> says why it cannot be read, and then the rest is null.</summary>
internal sealed record BaselineDocument
{
    public required string Name { get; init; }

    public required string Path { get; init; }

    public string? Version { get; init; }

    public DateTimeOffset? CapturedAt { get; init; }

    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    public IReadOnlyDictionary<string, BaselineWorkloadDocument>? Workloads { get; init; }

    public string? Problem { get; init; }
}

/// <summary>One workload (on one provider) of a baseline file, without its raw values.</summary>
internal sealed record BaselineWorkloadDocument
{
    public string? Description { get; init; }

    public required int Iterations { get; init; }

    public string? Provider { get; init; }

    public string? ProviderKind { get; init; }

    public string? Model { get; init; }

    public int? Concurrency { get; init; }

    public int? Workers { get; init; }

    public required bool HasSamples { get; init; }

    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }
}

/// <summary>Serialises without reflection, which would slow down the start.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(BaselinesDocument))]
internal sealed partial class BaselinesJsonContext : JsonSerializerContext;
