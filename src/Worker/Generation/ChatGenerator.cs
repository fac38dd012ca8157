using Microsoft.Extensions.AI;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Worker.Providers;

namespace Persona.Bench.Worker.Generation;

/// <summary>Generates personas with a streaming chat model and measures the call.</summary>
internal sealed class ChatGenerator(ProviderClient client, ProviderEndpoint endpoint, SecretRedactor redactor, TimeProvider time) : IGenerator
{
    public async Task<GenerationResult> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var deadline = new CancellationTokenSource(request.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var call = ProviderCall.Begin(time, request.Timeout, request.Tried, either.Token);
        var prompt = PersonaPrompt.Build(request.Research, request.Personas);
        var answer = new StreamedAnswer(client, time);
        ProviderFault? fault;
        try
        {
            fault = await ReceiveAsync(request, prompt, call, answer);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (deadline.IsCancellationRequested)
        {
            fault = TimedOut(request, answer);
        }

        return Result(request, prompt, call, answer, fault);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <returns>The fault that interrupted the answer; null for a complete one.</returns>
    private async Task<ProviderFault?> ReceiveAsync(GenerationRequest request, string prompt, ProviderCall call, StreamedAnswer answer)
    {
        try
        {
            var updates = client.Chat.GetStreamingResponseAsync(new ChatMessage(ChatRole.User, prompt), client.Options(request.Parameters), call.Token);
            await foreach (var update in updates)
                answer.Add(update);
        }
        catch (ProviderFaultException exception)
        {
            return call.Fault ?? exception.Fault;
        }
        catch (Exception exception) when (call.Fault is not null || (call.Answered && !call.Token.IsCancellationRequested))
        {
            // A client that cannot parse a successful answer throws any kind of exception.
            return call.Fault ?? client.Fault(exception) ?? Malformed(exception);
        }

        // Some clients end their stream without an exception when the token is cancelled.
        if (answer.Finish is null)
            call.Token.ThrowIfCancellationRequested();
        return answer.Fault ?? Incomplete(call, answer);
    }

    private ProviderFault Malformed(Exception exception) =>
        new(ErrorKind.BadJson, $"malformed answer from {endpoint.Authority}: {ProviderMessage.OneLine(exception.Message)}");

    private ProviderFault? Incomplete(ProviderCall call, StreamedAnswer answer)
    {
        if (answer.Finish == ChatFinishReason.Length)
            return new(ErrorKind.Truncated, "the answer ended at the token limit: raise max_tokens or ask for fewer personas");
        if (answer.Finish == ChatFinishReason.ContentFilter)
            return new(ErrorKind.RefusedContent, $"{endpoint.Authority} refused the content");
        if (answer.Finish is not null)
            return null;
        return answer.Updates == 0 && call.BytesRead > 0
            ? new(ErrorKind.BadJson, $"malformed answer from {endpoint.Authority}: it contains no stream events")
            : new(ErrorKind.Connection, $"the answer from {endpoint.HostAndPort} ended prematurely");
    }

    private ProviderFault TimedOut(GenerationRequest request, StreamedAnswer answer) => new(
        ErrorKind.Timeout,
        $"no {(answer.FirstContentAt is null ? "answer" : "complete answer")} from {endpoint.Authority} within {request.Timeout.TotalSeconds:0.###} s");

    private GenerationResult Result(GenerationRequest request, string prompt, ProviderCall call, StreamedAnswer answer, ProviderFault? fault)
    {
        var text = answer.Text;
        var personas = fault is null ? PersonaAnswer.Parse(text) : null;
        fault ??= Judge(request, personas);
        var latency = call.Elapsed - call.Retrying;
        return new GenerationResult
        {
            Outcome = fault?.Kind switch
            {
                null => IterationOutcome.Succeeded,
                ErrorKind.Timeout => IterationOutcome.TimedOut,
                _ => IterationOutcome.Failed,
            },
            ErrorKind = fault?.Kind,
            ErrorDetail = fault is null ? null : redactor.Detail(fault.Detail),
            LatencyMs = fault is null or { Kind: ErrorKind.Timeout } ? latency.TotalMilliseconds : null,
            TimeToFirstTokenMs = answer.FirstContentAt is { } first ? time.GetElapsedTime(call.TriedAt, first).TotalMilliseconds : null,
            RetryMs = call.Retrying.TotalMilliseconds,
            ApiCalls = call.Tries,
            PersonasReturned = personas?.Returned ?? 0,
            PersonasValid = personas?.Valid ?? 0,
            InputTokens = answer.InputTokens,
            OutputTokens = answer.OutputTokens,
            RequestId = redactor.Whole(call.RequestId ?? answer.Id),
            ModelReported = redactor.Whole(answer.Model),
            Prompt = prompt,
            Response = text.Length == 0 ? null : redactor.Whole(text),
        };
    }

    private static ProviderFault? Judge(GenerationRequest request, PersonaAnswer? personas) => personas switch
    {
        null => new(ErrorKind.BadJson, "the answer contains no valid JSON"),
        _ when personas.Returned < request.Personas =>
            new(ErrorKind.CountMismatch, $"{personas.Returned} of {request.Personas} personas in the answer"),
        { Valid: 0 } => new(ErrorKind.InvalidPersona, $"none of {personas.Returned} personas matches the schema"),
        _ => null,
    };
}
