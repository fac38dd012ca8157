using System.Text.Json;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Worker.Providers;
using Persona.Bench.Worker.Providers.Answers;
using Persona.Bench.Worker.Providers.Framing;
using Persona.Bench.Worker.Providers.Http;

namespace Persona.Bench.Worker.Generation;

/// <summary>Generates personas with a chat model and measures the call.</summary>
internal sealed class ChatGenerator(
    WireFormat format, ProviderConnection connection, RequestBuilder requests, ProviderEndpoint endpoint, SecretRedactor redactor, TimeProvider time) : IGenerator
{
    /// <summary>How long the usage and the end mark may take once the model has finished. Some servers never send them and keep the connection.</summary>
    internal static readonly TimeSpan Closing = TimeSpan.FromSeconds(1);

    public async Task<GenerationResult> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var deadline = new CancellationTokenSource(request.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var prompt = PersonaPrompt.Build(request.Research, request.Personas);
        var wire = requests.Build(prompt, request.Parameters);
        var call = new ProviderCall(time, request.Timeout, request.Tried, either.Token);
        var answer = new Answer();
        ProviderFault? fault;
        try
        {
            fault = await ReceiveAsync(call, wire, answer);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (deadline.IsCancellationRequested)
        {
            fault = answer.IsFinished ? AnswerFaults.Find(answer, endpoint) : TimedOut(request, answer);
        }

        return Result(request, prompt, call, answer, fault);
    }

    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <returns>The fault that interrupted the answer; null for a complete one.</returns>
    private async Task<ProviderFault?> ReceiveAsync(ProviderCall call, BuiltRequest request, Answer answer)
    {
        try
        {
            using var response = await connection.SendAsync(call, request);
            call.IsCompressed = ContentCoding.IsCompressed(response);
            await using var arrivals = new ArrivalStream(await response.Content.ReadAsStreamAsync(call.Token), endpoint, time);
            var framing = new AnswerFraming(format, answer, arrivals, ContentCoding.Decode(response, arrivals));
            await ReadAsync(framing, call, answer);
            return AnswerFaults.Find(answer, endpoint, arrivals.Bytes, framing.Foreign);
        }
        catch (ProviderFaultException exception)
        {
            return IsComplete(answer) ? AnswerFaults.Find(answer, endpoint) : exception.Fault;
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or InvalidOperationException)
        {
            return IsComplete(answer) ? AnswerFaults.Find(answer, endpoint) : Malformed(exception);
        }
    }

    // What goes wrong after the model has finished does not change its answer.
    private static bool IsComplete(Answer answer) => answer is { IsFinished: true, HasText: true };

    private async Task ReadAsync(AnswerFraming framing, ProviderCall call, Answer answer)
    {
        using var closing = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.Token, closing.Token);
        try
        {
            await framing.ReadAsync(() => closing.CancelAfter(Closing), ending.Token);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested && !call.Token.IsCancellationRequested && answer.IsFinished)
        {
            // Nothing more came: the answer ended with what arrived last.
        }
    }

    private ProviderFault Malformed(Exception exception) =>
        new(ErrorKind.BadJson, $"malformed answer from {endpoint.Authority}: {ProviderMessage.OneLine(exception.Message)}");

    private ProviderFault TimedOut(GenerationRequest request, Answer answer) => new(
        ErrorKind.Timeout,
        $"no {(answer.FirstTokenAt is null ? "answer" : "complete answer")} from {endpoint.Authority} within {request.Timeout.TotalSeconds:0.###} s");

    private GenerationResult Result(GenerationRequest request, string prompt, ProviderCall call, Answer answer, ProviderFault? fault)
    {
        var text = answer.Text;
        var isWhole = fault is null;
        var personas = isWhole ? PersonaAnswer.Parse(text) : null;
        fault ??= Judge(request, personas);
        double? SinceTry(long? timestamp) => timestamp is { } at ? time.GetElapsedTime(call.TriedAt, at).TotalMilliseconds : null;

        // Nothing is known about the times of tokens that arrived together.
        var isTimed = !(isWhole && answer.ArrivedAtOnce);
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
            LatencyMs = fault switch
            {
                null => SinceTry(answer.EndedAt),
                { Kind: ErrorKind.Timeout } => (call.Elapsed - call.Retrying).TotalMilliseconds,
                _ => null,
            },
            TimeToFirstTokenMs = isTimed ? SinceTry(answer.FirstTokenAt) : null,
            FirstOutputTokenMs = isTimed ? SinceTry(answer.FirstOutputAt) : null,
            LongestGapMs = isWhole && isTimed && answer.Chunks > 1 ? time.GetElapsedTime(0, answer.LongestGap).TotalMilliseconds : null,
            Chunks = answer.Chunks,
            ArrivedAtOnce = isWhole ? answer.ArrivedAtOnce : null,
            IsCompressed = call.IsCompressed,
            RetryMs = call.Retrying.TotalMilliseconds,
            ApiCalls = call.Tries,
            PersonasReturned = personas?.Returned ?? 0,
            PersonasValid = personas?.Valid ?? 0,
            InputTokens = answer.Usage.Input,
            OutputTokens = answer.Usage.Output,
            ReasoningTokens = answer.Usage.Reasoning,
            CachedInputTokens = answer.Usage.CachedInput,
            RequestId = redactor.Whole(call.RequestId ?? answer.RequestId),
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
