using System.Text.Json.Serialization;
using Persona.Bench.Core.Environments;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>A run as JSON, <c>docs/schemas/run.schema.json</c>. Fields are only added; unknown values are null.</summary>
internal sealed record RunDocument
{
    public const string CurrentSchema = "persona.bench/run/1";

    public string Schema { get; init; } = CurrentSchema;

    public required Guid RunId { get; init; }

    public string? Name { get; init; }

    public required string State { get; init; }

    /// <summary>Latencies are invented, not a real model's.</summary>
    public required bool Emulated { get; init; }

    public required int Seed { get; init; }

    public required string PersonaVersion { get; init; }

    public string? GitCommit { get; init; }

    public bool? GitDirty { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was last started or resumed.</summary>
    public DateTimeOffset? ResumedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>From the first start to the end, pauses included.</summary>
    public double? TookS { get; init; }

    public required IReadOnlyDictionary<string, EnvironmentFingerprint> Environments { get; init; }

    public required IReadOnlyList<MeasuringWorkerDocument> Workers { get; init; }

    public required IReadOnlyList<SeriesDocument> Series { get; init; }
}

/// <summary>A worker that measured, and its environment at that time.</summary>
internal sealed record MeasuringWorkerDocument(string WorkerId, string Fingerprint, int Measured, EnvironmentFingerprint? Environment);

/// <summary>One workload on one provider.</summary>
internal sealed record SeriesDocument
{
    public required string Workload { get; init; }

    public required string Provider { get; init; }

    public required string ProviderKind { get; init; }

    public required string Model { get; init; }

    public required int Planned { get; init; }

    public required int Measured { get; init; }

    public required int Workers { get; init; }

    public required int Concurrency { get; init; }

    public WarmUpDocument? WarmUp { get; init; }

    public required IReadOnlyDictionary<string, int> Errors { get; init; }

    public string? ErrorExample { get; init; }

    public required IReadOnlyDictionary<string, MetricDocument> Metrics { get; init; }

    public required IReadOnlyList<WarningDocument> Warnings { get; init; }
}

/// <summary>What the warm-ups took. No metric includes it.</summary>
internal sealed record WarmUpDocument(int Calls, double? CostUsd);

/// <summary>
/// One metric; <c>reason</c> says why a value is null, <c>harness</c> marks a figure of Persona.Bench itself, not of Persona.
/// </summary>
internal sealed record MetricDocument(double? Value, string Unit, double? Lower, double? Upper, int N, string? Reason, bool Harness);

internal sealed record WarningDocument(string Kind, string Message, string Remedy);

/// <summary>Serialises without reflection, which would slow down the start.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(RunDocument))]
internal sealed partial class RunJsonContext : JsonSerializerContext;
