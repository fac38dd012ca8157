using System.Buffers;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Persona.Bench.Emulator.Answers;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Emulator.GroundTruth;
using Persona.Bench.Emulator.Pacing;
using Persona.Bench.Emulator.Streams;

namespace Persona.Bench.Emulator.Serving;

/// <summary>Sends an answer at its planned times, each relative to the arrival, so that delays do not accumulate.</summary>
internal sealed class AnswerSender(Pacer pacer)
{
    private const int MostTokensAWrite = 64;

    /// <summary>Sends the answer in one piece, when its last token is due.</summary>
    public async Task SendWholeAsync(HttpResponse response, byte[] body, Completion completion, RequestTrace trace, CancellationToken cancellationToken)
    {
        var broken = BreaksOff(trace.Fault);
        var sent = broken ? body.AsMemory(0, body.Length / 2) : body;
        response.ContentLength = trace.Fault?.Kind == FaultKind.BadBody ? sent.Length : body.Length;
        await pacer.WaitUntilAsync(trace.Arrival + Ticks(completion.Latency.Total), cancellationToken);
        response.BodyWriter.Write(sent.Span);
        var now = Stopwatch.GetTimestamp();
        trace.Sending(1, now);
        await FinishAsync(response, trace, now, cancellationToken);
    }

    /// <summary>Sends one event per token, each flushed when due; tokens already due are sent together.</summary>
    public async Task SendStreamAsync(HttpResponse response, StreamedAnswer answer, Completion completion, RequestTrace trace, CancellationToken cancellationToken)
    {
        var body = response.BodyWriter;
        var last = BreaksOff(trace.Fault) ? answer.Chunks.Count / 2 : answer.Chunks.Count;
        await pacer.WaitUntilAsync(Due(0, answer, completion, trace), cancellationToken);
        body.Write(answer.Opening);
        for (var next = 0; next < last;)
        {
            await pacer.WaitUntilAsync(Due(next, answer, completion, trace), cancellationToken);
            var first = next;
            do
            {
                body.Write(answer.Chunks[next++]);
            }
            while (next < last && first > 0 && next - first < MostTokensAWrite && Due(next, answer, completion, trace) <= Stopwatch.GetTimestamp());

            trace.Sending(next - first, Stopwatch.GetTimestamp());
            if (next < last)
            {
                await body.FlushAsync(cancellationToken);
            }
        }

        body.Write(Rest(answer, last, trace.Fault));
        await FinishAsync(response, trace, Stopwatch.GetTimestamp(), cancellationToken);
    }

    private static async Task FinishAsync(HttpResponse response, RequestTrace trace, long now, CancellationToken cancellationToken)
    {
        switch (trace.Fault?.Kind)
        {
            case FaultKind.Cut:
                await response.BodyWriter.FlushAsync(cancellationToken);
                trace.Ended(RequestEnd.Cut, Stopwatch.GetTimestamp());
                response.HttpContext.Abort();
                break;
            case FaultKind.HangMidStream:
                await response.BodyWriter.FlushAsync(cancellationToken);
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            case FaultKind.Quirk when trace.Fault.Quirk is { StaysOpen: true }:
                await response.BodyWriter.FlushAsync(cancellationToken);
                trace.Ended(RequestEnd.Completed, now);
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            default:
                trace.Ended(RequestEnd.Completed, now);
                await response.CompleteAsync();
                break;
        }

        // Frees the pacing thread for other requests.
        await Task.Yield();
    }

    /// <summary>What follows the last token sent: the closing, part of an event, or nothing.</summary>
    private static ReadOnlySpan<byte> Rest(StreamedAnswer answer, int sent, Fault? fault)
    {
        if (!BreaksOff(fault))
        {
            return answer.Closing;
        }

        if (fault?.Kind != FaultKind.BadBody)
        {
            return [];
        }

        var broken = sent < answer.Chunks.Count ? answer.Chunks[sent] : answer.Closing;
        return (byte[])[.. broken.AsSpan(0, broken.Length * 2 / 3), .. "\n\n"u8];
    }

    private static bool BreaksOff(Fault? fault) => fault?.Kind is FaultKind.Cut or FaultKind.HangMidStream or FaultKind.BadBody;

    private static long Due(int token, StreamedAnswer answer, Completion completion, RequestTrace trace) =>
        trace.Arrival + Ticks(completion.Latency.TokenDue(token, answer.Chunks.Count));

    private static long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Stopwatch.Frequency);
}
