using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Persona.Bench.Emulator.GroundTruth;

/// <summary>
/// What the provider really did with one request. Timestamps are nanoseconds of the monotonic clock that
/// <see cref="Stopwatch.GetTimestamp"/> reads, so that they compare with those of any process on the same machine.
/// </summary>
/// <remarks>
/// A chunk's timestamp is read just before its bytes go to the socket: no client can see them earlier, and those that leave in
/// one write (because their times had already passed) have the same one. The record is complete before the last bytes leave, so
/// whoever has read an answer finds its record.
/// </remarks>
public sealed record GroundTruthRecord
{
    /// <summary>From 1, in the order of arrival.</summary>
    public required long Request { get; init; }

    /// <summary>As in the answer's header.</summary>
    public required string RequestId { get; init; }

    /// <summary><c>openai</c>, <c>anthropic</c>, <c>gemini</c>, <c>ollama</c>.</summary>
    public required string Format { get; init; }

    public required string Path { get; init; }

    /// <summary>Null where the request could not be read.</summary>
    public string? Model { get; init; }

    public bool Stream { get; init; }

    /// <summary><c>sha256:…</c> of the prompt in UTF-8.</summary>
    public string? PromptHash { get; init; }

    /// <summary>The fault that struck, as in <see cref="Faults.Fault.Name"/>.</summary>
    public string? Fault { get; init; }

    /// <summary>HTTP status; 0 where nothing was sent.</summary>
    public required int Status { get; init; }

    /// <summary>How it ended.</summary>
    public required RequestEnd End { get; init; }

    /// <summary>In the text that was sent.</summary>
    public int Personas { get; init; }

    public int InputTokens { get; init; }

    /// <summary>As reported in the usage figures; where a fault ended the answer early, those sent.</summary>
    public int OutputTokens { get; init; }

    /// <summary>By plan, from arrival, scaled.</summary>
    public double PlannedFirstTokenMs { get; init; }

    /// <summary>By plan, from arrival, scaled.</summary>
    public double PlannedLatencyMs { get; init; }

    /// <summary>The request's head has been read.</summary>
    public required long ArrivalNs { get; init; }

    /// <summary>One for each token of a stream; one for the whole of an answer that is not streamed; none for errors.</summary>
    public IReadOnlyList<long> ChunksNs { get; init; } = [];

    /// <summary>The last bytes of the answer, or when it broke off.</summary>
    public required long EndNs { get; init; }

    [JsonIgnore]
    public double LatencyMs => (EndNs - ArrivalNs) / 1e6;

    /// <summary>Null where no content was sent.</summary>
    [JsonIgnore]
    public double? TimeToFirstTokenMs => ChunksNs.Count > 0 ? (ChunksNs[0] - ArrivalNs) / 1e6 : null;
}

/// <summary>How a request ended.</summary>
public enum RequestEnd
{
    /// <summary>Answered to the end; an error with its status is an answer too.</summary>
    Completed,

    /// <summary>The provider broke off, as a fault wanted.</summary>
    Cut,

    /// <summary>The client left first.</summary>
    ClientLeft,

    /// <summary>The provider was shut down first.</summary>
    Stopped,
}
