using System.Net.Http.Headers;
using Polly;
using Polly.Retry;

namespace Persona.Bench.Worker.Providers.Http;

/// <summary>
/// The only place that counts, times and retries requests and classifies their failures. A request that got a success status is never
/// sent again: it may be billed.
/// </summary>
/// <param name="http">Sends requests; owned.</param>
/// <param name="endpoint">Whose failures are named.</param>
/// <param name="head">Adds what every request carries.</param>
/// <param name="time">Clock of the back-off.</param>
/// <param name="mayRetry">Waits until a retry is permitted; null: retries need no permission.</param>
internal sealed class ProviderConnection(
    HttpMessageInvoker http, ProviderEndpoint endpoint, Action<HttpRequestHeaders> head, TimeProvider time, Func<CancellationToken, Task>? mayRetry) : IDisposable
{
    private const int Retries = 2;

    private readonly ResiliencePipeline<HttpTry> _pipeline = Pipeline(time);

    /// <summary>Sends a request, more than once if need be.</summary>
    /// <returns>A response with a success status, whose headers have arrived.</returns>
    /// <exception cref="ProviderFaultException">There is none.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled, or its deadline passed.</exception>
    public async Task<HttpResponseMessage> SendAsync(ProviderCall call, BuiltRequest request)
    {
        var last = await _pipeline.ExecuteAsync(
            static async (state, token) => await state.Connection.TryAsync(state.Call, state.Request, token),
            (Connection: this, Call: call, Request: request),
            call.Token);
        if (last.Response is { } response)
            return response;
        var fault = last.Failure!.Fault;
        throw new ProviderFaultException(call.Tries > 1 ? fault with { Detail = $"{fault.Detail} (after {call.Tries} tries)" } : fault);
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpTry> TryAsync(ProviderCall call, BuiltRequest built, CancellationToken cancellationToken)
    {
        if (call.Tries > 0 && mayRetry is not null)
            await mayRetry(cancellationToken);
        using var request = Message(built);
        call.TryStarts();
        try
        {
            var response = await http.SendAsync(request, cancellationToken);
            call.RequestId = RequestIdOf(response) ?? call.RequestId;
            if (response.IsSuccessStatusCode)
                return new(call, response, null);
            using (response)
                return new(call, null, await HttpFault.OfAsync(response, endpoint, time, cancellationToken));
        }
        catch (HttpRequestException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new(call, null, HttpFault.From(exception, endpoint));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The only timeout here is the connection's.
            return new(call, null, HttpFault.NoConnection(endpoint));
        }
    }

    private HttpRequestMessage Message(BuiltRequest built)
    {
        var content = new ReadOnlyMemoryContent(built.Body);
        content.Headers.ContentType = new("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, built.Address) { Content = content };
        head(request.Headers);
        return request;
    }

    private static ResiliencePipeline<HttpTry> Pipeline(TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpTry> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpTry>
            {
                MaxRetryAttempts = Retries,
                ShouldHandle = static arguments => ValueTask.FromResult(IsWorthAnotherTry(arguments)),
                DelayGenerator = static arguments => ValueTask.FromResult<TimeSpan?>(arguments.Outcome.Result!.Call.NextDelay),
            })
            .Build();

    // Computes the delay here, so that a wait beyond the deadline is never started: Polly calls this first, after the
    // last try too, and asks for the delay only afterwards.
    private static bool IsWorthAnotherTry(RetryPredicateArguments<HttpTry> arguments)
    {
        if (arguments.Outcome.Result is not { Failure: { IsTransient: true } failure, Call: var call })
            return false;
        call.NextDelay = failure.Delay ?? RetryDelay.BackOff(arguments.AttemptNumber);
        return call.NextDelay < call.Remaining;
    }

    private static string? RequestIdOf(HttpResponseMessage response) =>
        response.Header("x-request-id") ?? response.Header("request-id") ?? response.Header("apim-request-id");
}
