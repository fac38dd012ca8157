using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Persona.Bench.Emulator.Answers;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Emulator.GroundTruth;
using Persona.Bench.Emulator.Profiles;
using Persona.Bench.Emulator.Quirks;
using Persona.Bench.Emulator.WireFormats;

namespace Persona.Bench.Emulator.Serving;

/// <summary>Answers requests to a model, in every wire format.</summary>
internal sealed class CompletionEndpoint(ProviderBehaviour behaviour, AnswerSender sender, RequestLog log, CancellationToken stopping)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _requests;
    private int _inFlight;

    public int InFlight => Volatile.Read(ref _inFlight);

    public long Received => Interlocked.Read(ref _requests);

    public async Task HandleAsync(HttpContext context, WireFormat format)
    {
        var number = Interlocked.Increment(ref _requests);
        var id = behaviour.Answers.RequestId(number);
        var trace = new RequestTrace(log, number, context.Request.Path.Value!, format) { RequestId = format.RequestId(id) };
        context.Response.Headers[format.RequestIdHeader] = trace.RequestId;
        Interlocked.Increment(ref _inFlight);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await AnswerAsync(context, format, trace, ending.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            trace.Ended(stopping.IsCancellationRequested ? RequestEnd.Stopped : RequestEnd.ClientLeft, Stopwatch.GetTimestamp());
            context.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private async Task AnswerAsync(HttpContext context, WireFormat format, RequestTrace trace, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await FailAsync(context, format, trace, 405, $"{context.Request.Method} is not allowed here: use POST.");
            return;
        }

        if (behaviour.ApiKey is { } key && format.ApiKey(context.Request) is var presented && presented != key)
        {
            var (status, body) = format.WrongKey(presented, trace.RequestId);
            await SendErrorAsync(context, format, trace, status, body);
            return;
        }

        var request = await ReadAsync(context, format, trace, cancellationToken);
        if (request is null)
        {
            return;
        }

        trace.Asked(request);
        trace.Fault = behaviour.Faults.Next(trace.RequestNumber);
        await AnswerAsync(context, format, trace, request, cancellationToken);
    }

    private async Task AnswerAsync(
        HttpContext context, WireFormat format, RequestTrace trace, CompletionRequest request, CancellationToken cancellationToken)
    {
        switch (trace.Fault)
        {
            case { Kind: FaultKind.Status, Status: { } status, RetryAfterSeconds: var retryAfter }:
                context.Response.Headers.RetryAfter = retryAfter?.ToString();
                await FailAsync(context, format, trace, status, message: null);
                return;
            case { Kind: FaultKind.Hang }:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return;
        }

        var quirk = trace.Fault?.Quirk is { } any && any.Formats.Contains(format.Name) ? any : null;
        if (quirk?.Instead is { } instead)
        {
            await QuirkedResponse.SendAsync(context, trace, instead);
            return;
        }

        var completion = Plan(behaviour.Answers.Write(request, trace.RequestNumber, trace.Fault?.Kind), trace);
        trace.Answers(completion);
        context.Response.StatusCode = trace.Status = StatusCodes.Status200OK;
        await SendAsync(context.Response, format, trace, request, completion, quirk, cancellationToken);
    }

    private Task SendAsync(
        HttpResponse response, WireFormat format, RequestTrace trace, CompletionRequest request, Completion completion, Quirk? quirk,
        CancellationToken cancellationToken)
    {
        if (!request.Stream || quirk is { Whole: true })
        {
            response.ContentType = format.ContentType;
            return sender.SendWholeAsync(response, format.Whole(completion), completion, trace, cancellationToken);
        }

        response.ContentType = format.StreamContentType;
        response.Headers.CacheControl = "no-cache";
        var stream = format.Stream(completion, request);
        stream = quirk?.Change?.Invoke(stream) ?? stream;
        return quirk is { AtOnce: true } or { Compressed: true }
            ? sender.SendWholeAsync(response, QuirkedResponse.Bytes(response, stream, quirk), completion, trace, cancellationToken)
            : sender.SendStreamAsync(response, stream, completion, trace, cancellationToken);
    }

    private Completion Plan(Completion completion, RequestTrace trace)
    {
        var planned = behaviour.Latencies.Plan(trace.RequestNumber, completion.Personas, Stopwatch.GetElapsedTime(_started, trace.Arrival));

        // A refusal arrives in one piece.
        var latency = completion.FinishReason == FinishReason.Refusal
            ? planned with { Total = planned.FirstToken }
            : planned.Shortened(completion.OutputTokens, completion.FullTokens);
        return completion with { Latency = latency };
    }

    private static async Task<CompletionRequest?> ReadAsync(
        HttpContext context, WireFormat format, RequestTrace trace, CancellationToken cancellationToken)
    {
        string message;
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, default, cancellationToken);
            return format.Read(context.Request, RequestBody.Object(body.RootElement, "body"));
        }
        catch (JsonException)
        {
            message = "We could not parse the JSON body of your request.";
        }
        catch (BadRequestException e)
        {
            message = e.Message;
        }

        await FailAsync(context, format, trace, StatusCodes.Status400BadRequest, message);
        return null;
    }

    private static Task FailAsync(HttpContext context, WireFormat format, RequestTrace trace, int status, string? message) =>
        SendErrorAsync(context, format, trace, status, format.Error(status, message, trace.RequestId));

    private static async Task SendErrorAsync(HttpContext context, WireFormat format, RequestTrace trace, int status, byte[] body)
    {
        var response = context.Response;
        response.StatusCode = trace.Status = status;
        response.ContentType = format.ContentType;
        response.ContentLength = body.Length;
        trace.Ended(RequestEnd.Completed, Stopwatch.GetTimestamp());
        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}

/// <summary>The provider's behaviour, as derived from the options.</summary>
internal sealed record ProviderBehaviour(CompletionWriter Answers, LatencySchedule Latencies, FaultPlan Faults, string? ApiKey);
