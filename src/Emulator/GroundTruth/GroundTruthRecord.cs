using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Persona.Bench.Emulator.GroundTruth;

/// <summary>
/// What the provider really did with one request. Timestamps are nanoseconds of the monotonic clock behind
/// <see cref="Stopwatch.GetTimestamp"/>, so they are comparable with those of any process on the same machine.
/// </summary>
/// <remarks>
/// A chunk's timestamp is taken just before its bytes go to the socket, so no client can see them earlier. Chunks sent in one
/// write, because they were already due, share a timestamp. The record is complete before the last bytes leave, so a client
/// that has read an answer finds its record.
/// </remarks>
public sealed record GroundTruthRecord
{
    /// <summary>From 1, in order of arrival.</summary>
    public required long Request { get; init; }

    /// <summary>As in the response header.</summary>
    public required string RequestId { get; init; }

    /// <summary><c>openai</c>, <c>anthropic</c>, <c>gemini</c>, <c>ollama</c>.</summary>
    public required string Format { get; init; }

    public required string Path { get; init; }

    /// <summary>Null if the request could not be parsed.</summary>
    public string? Model { get; init; }

    public bool Stream { get; init; }

    /// <summary><c>sha256:…</c> of the prompt in UTF-8.</summary>
    public string? PromptHash { get; init; }

    /// <summary>The injected fault, as in <see cref="Faults.Fault.Name"/>.</summary>
    public string? Fault { get; init; }

    /// <summary>HTTP status; 0 if nothing was sent.</summary>
    public required int Status { get; init; }

    /// <summary>How the request ended.</summary>
    public required RequestEnd End { get; init; }

    /// <summary>Number of personas in the text sent.</summary>
    public int Personas { get; init; }

    public int InputTokens { get; init; }

    /// <summary>As reported in the usage figures; if a fault ended the answer early, the tokens sent.</summary>
    public int OutputTokens { get; init; }

    /// <summary>Planned time from arrival to the first token, after scaling.</summary>
    public double PlannedFirstTokenMs { get; init; }

    /// <summary>Planned time from arrival to the end, after scaling.</summary>
    public double PlannedLatencyMs { get; init; }

    /// <summary>When the request's head had been read.</summary>
    public required long ArrivalNs { get; init; }

    /// <summary>One per token of a stream; a single one for an answer that is not streamed; none for errors.</summary>
    public IReadOnlyList<long> ChunksNs { get; init; } = [];

    /// <summary>When the last bytes of the answer were sent, or when it was aborted.</summary>
    public required long EndNs { get; init; }

    [JsonIgnore]
    public double LatencyMs => (EndNs - ArrivalNs) / 1e6;

    /// <summary>Null if no content was sent.</summary>
    [JsonIgnore]
    public double? TimeToFirstTokenMs => ChunksNs.Count > 0 ? (ChunksNs[0] - ArrivalNs) / 1e6 : null;
}

/// <summary>How a request ended.</summary>
public enum RequestEnd
{
    /// <summary>Answered completely; an error response counts as an answer.</summary>
    Completed,

    /// <summary>The provider aborted the answer because of a fault.</summary>
    Cut,

    /// <summary>The client disconnected first.</summary>
    ClientLeft,

    /// <summary>The provider was shut down first.</summary>
    Stopped,
}
