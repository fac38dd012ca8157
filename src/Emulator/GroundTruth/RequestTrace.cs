using System.Diagnostics;
using Persona.Bench.Emulator.Answers;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Emulator.Profiles;
using Persona.Bench.Emulator.WireFormats;

namespace Persona.Bench.Emulator.GroundTruth;

/// <summary>Collects what happens to one request and logs it once.</summary>
internal sealed class RequestTrace(RequestLog log, long requestNumber, string path, WireFormat format)
{
    private readonly List<long> _chunks = [];
    private CompletionRequest? _request;
    private Completion? _completion;
    private string? _promptHash;
    private bool _logged;

    public long Arrival { get; } = Stopwatch.GetTimestamp();

    public long RequestNumber => requestNumber;

    public required string RequestId { get; init; }

    public Fault? Fault { get; set; }

    public int Status { get; set; }

    public void Asked(CompletionRequest request)
    {
        _request = request;
        _promptHash = CompletionWriter.PromptHash(request.Prompt);
    }

    public void Answers(Completion completion)
    {
        _completion = completion;
        _chunks.EnsureCapacity(completion.OutputTokens);
    }

    /// <summary>The following write sends this many tokens.</summary>
    public void Sending(int tokens, long timestamp)
    {
        for (var i = 0; i < tokens; i++)
        {
            _chunks.Add(timestamp);
        }
    }

    /// <summary>Logs the request; later calls have no effect.</summary>
    public void Ended(RequestEnd end, long timestamp)
    {
        if (_logged)
        {
            return;
        }

        _logged = true;
        log.Add(Record(end, timestamp));
    }

    private static long Nanoseconds(long timestamp) =>
        (long)((Int128)timestamp * 1_000_000_000 / Stopwatch.Frequency);

    private GroundTruthRecord Record(RequestEnd end, long timestamp) => new()
    {
        Request = requestNumber,
        RequestId = RequestId,
        Format = format.Name,
        Path = path,
        Model = _request?.Model,
        Stream = _request?.Stream ?? false,
        PromptHash = _promptHash,
        Fault = Fault?.Name,
        Status = Status,
        End = end,
        Personas = _completion?.Personas ?? 0,
        InputTokens = _completion?.InputTokens ?? 0,
        OutputTokens = end == RequestEnd.Completed || _request?.Stream != true ? _completion?.OutputTokens ?? 0 : _chunks.Count,
        PlannedFirstTokenMs = Planned().FirstToken.TotalMilliseconds,
        PlannedLatencyMs = Planned().Total.TotalMilliseconds,
        ArrivalNs = Nanoseconds(Arrival),
        ChunksNs = [.. _chunks.Select(Nanoseconds)],
        EndNs = Nanoseconds(timestamp),
    };

    private PlannedLatency Planned() => _completion?.Latency ?? default;
}
