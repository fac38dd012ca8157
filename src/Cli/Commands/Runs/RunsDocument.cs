using System.Text.Json.Serialization;

namespace Persona.Bench.Cli.Commands.Runs;

/// <summary>Stored runs as JSON, <c>docs/schemas/runs.schema.json</c>. Fields are only added.</summary>
internal sealed record RunsDocument(IReadOnlyList<RunSummaryDocument> Runs)
{
    public const string CurrentSchema = "persona.bench/runs/1";

    public string Schema { get; init; } = CurrentSchema;
}

/// <summary>One stored run.</summary>
internal sealed record RunSummaryDocument
{
    public required Guid RunId { get; init; }

    public string? Name { get; init; }

    public required string State { get; init; }

    public required string PersonaVersion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>From the first start to the end, pauses included.</summary>
    public double? TookS { get; init; }

    public required IReadOnlyList<string> Workloads { get; init; }

    public required IReadOnlyList<string> Providers { get; init; }

    public required int Planned { get; init; }

    public required int Measured { get; init; }

    public required int Failed { get; init; }
}

/// <summary>Serialises without reflection, which would slow down the start.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(RunsDocument))]
internal sealed partial class RunsJsonContext : JsonSerializerContext;
