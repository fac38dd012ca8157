using System.Text.Json.Serialization;
using Persona.Bench.Cli.Commands.Runs;

namespace Persona.Bench.Cli.Commands.Status;

/// <summary>Open runs and the one that ended last as JSON, <c>docs/schemas/status.schema.json</c>. Fields are only added.</summary>
internal sealed record StatusDocument(IReadOnlyList<RunSummaryDocument> Runs)
{
    public const string CurrentSchema = "persona.bench/status/1";

    public string Schema { get; init; } = CurrentSchema;
}

/// <summary>One run, its progress and its workers as JSON, <c>docs/schemas/run-status.schema.json</c>. Fields are only added.</summary>
internal sealed record RunStatusDocument
{
    public const string CurrentSchema = "persona.bench/run-status/1";

    public string Schema { get; init; } = CurrentSchema;

    public required RunSummaryDocument Run { get; init; }

    public required IReadOnlyList<SeriesStatusDocument> Series { get; init; }

    public required IReadOnlyList<WorkerStatusDocument> Workers { get; init; }

    public required IReadOnlyList<ProviderStatusDocument> Providers { get; init; }

    public required IReadOnlyList<RefusalDocument> Refusals { get; init; }

    public required IReadOnlyList<WaitDocument> Waits { get; init; }
}

/// <summary>One workload on one provider.</summary>
internal sealed record SeriesStatusDocument
{
    public required string Workload { get; init; }

    public required string Provider { get; init; }

    public required int Planned { get; init; }

    public required int Measured { get; init; }

    public required int Failed { get; init; }

    public required int InFlight { get; init; }

    public required int Pending { get; init; }

    public required double? PerSecond { get; init; }

    public required double? LeftS { get; init; }
}

/// <summary>One worker's part in the run; <c>state</c> and <c>seen_at</c> are null if the store knows no more of it.</summary>
internal sealed record WorkerStatusDocument(string WorkerId, string? State, int Measured, int InFlight, DateTimeOffset? SeenAt);

/// <summary>Who could now work for a provider of the run.</summary>
internal sealed record ProviderStatusDocument(string Provider, int LiveWorkers, int Slots);

/// <summary>A live worker that serves the provider, but cannot measure the workload of this run on it.</summary>
internal sealed record RefusalDocument(string WorkerId, string Workload, string Provider, string Reason);

/// <summary>The run does not call the provider, because other runs take up its capacity; <c>most_at_once</c> is null if unknown.</summary>
internal sealed record WaitDocument(string Provider, int? MostAtOnce, IReadOnlyList<InFlightCallsDocument> HeldBy);

internal sealed record InFlightCallsDocument(string WorkerId, Guid RunId, int Calls);

/// <summary>Serialises without reflection, which would slow down the start.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(RunStatusDocument))]
internal sealed partial class StatusJsonContext : JsonSerializerContext;
