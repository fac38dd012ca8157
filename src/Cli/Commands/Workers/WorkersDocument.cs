using System.Text.Json.Serialization;

namespace Persona.Bench.Cli.Commands.Workers;

/// <summary>Workers as JSON, <c>docs/schemas/workers.schema.json</c>. Fields are only added.</summary>
internal sealed record WorkersDocument(IReadOnlyList<WorkerDocument> Workers)
{
    public const string CurrentSchema = "persona.bench/workers/1";

    public string Schema { get; init; } = CurrentSchema;
}

/// <summary>One worker.</summary>
internal sealed record WorkerDocument
{
    public required string WorkerId { get; init; }

    public required string State { get; init; }

    public required IReadOnlyList<string> Providers { get; init; }

    public required int Slots { get; init; }

    public required int Busy { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required string Version { get; init; }

    public required string Fingerprint { get; init; }

    public required DateTimeOffset SeenAt { get; init; }
}

/// <summary>Serialises without reflection, which would slow down the start.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(WorkersDocument))]
internal sealed partial class WorkersJsonContext : JsonSerializerContext;
