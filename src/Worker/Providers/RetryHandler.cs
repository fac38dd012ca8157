using Persona.Bench.Core.Iterations;
using Polly;
using Polly.Retry;

namespace Persona.Bench.Worker.Providers;

/// <summary>
/// The only place that counts, times and retries requests and classifies their failures. A request that got a success
/// status is never sent again: it may be billed.
/// </summary>
internal sealed class RetryHandler(
    HttpMessageHandler inner, ProviderEndpoint endpoint, TimeProvider time, Func<CancellationToken, Task>? mayRetry) : DelegatingHandler(inner)
{
    private const int Retries = 2;

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline = Pipeline(time);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ProviderCall.Current;
        if (request.Content is not null)
            await request.Content.LoadIntoBufferAsync(cancellationToken);
        var response = await AnswerAsync(call, request, cancellationToken);
        call.RequestId = RequestIdOf(response) ?? call.RequestId;
        if (!response.IsSuccessStatusCode)
        {
            using (response)
                throw call.Fail(await HttpFault.OfAsync(response, endpoint, call.Tries, call.Token));
        }

        call.Answered = true;
        response.Content = await WatchedStream.WrapAsync(response.Content, call, endpoint, cancellationToken);
        return response;
    }

    private async Task<HttpResponseMessage> AnswerAsync(ProviderCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (state, token) => await state.Handler.TryAsync(state.Call, state.Request, token),
                (Handler: this, Call: call, Request: request),
                cancellationToken);
        }
        catch (HttpRequestException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw call.Fail(HttpFault.From(exception, endpoint, call.Tries), exception);
        }
    }

    private async Task<HttpResponseMessage> TryAsync(ProviderCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (call.Tries > 0 && mayRetry is not null)
            await mayRetry(cancellationToken);
        call.TryStarts();
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The only timeout below this handler is the connection's.
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"no connection within {ProviderTransport.ConnectTimeout.TotalSeconds} s", exception);
        }
    }

    private static ResiliencePipeline<HttpResponseMessage> Pipeline(TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Retries,
                ShouldHandle = arguments => ValueTask.FromResult(IsWorthAnotherTry(arguments, time)),
                DelayGenerator = static _ => ValueTask.FromResult<TimeSpan?>(ProviderCall.Current.NextDelay),
            })
            .Build();

    // Computes the delay here, so that a wait beyond the deadline is never started: Polly calls this first, after the
    // last try too, and asks for the delay only afterwards.
    private static bool IsWorthAnotherTry(RetryPredicateArguments<HttpResponseMessage> arguments, TimeProvider time)
    {
        if (!IsTransient(arguments.Outcome))
            return false;
        var call = ProviderCall.Current;
        call.NextDelay = RetryDelay.Compute(arguments.Outcome.Result, arguments.AttemptNumber, time);
        return call.NextDelay < call.Remaining;
    }

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response
            ? HttpFault.KindOf((int)response.StatusCode) is ErrorKind.RateLimited or ErrorKind.Server
            : outcome.Exception is HttpRequestException;

    private static string? RequestIdOf(HttpResponseMessage response) =>
        Header(response, "x-request-id") ?? Header(response, "request-id");

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is { Length: > 0 and <= 200 } text ? text : null;
}
