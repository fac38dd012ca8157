namespace Persona.Bench.Worker.Providers;

/// <summary>Builds the HTTP client that every client library is given in place of its own.</summary>
internal sealed class ProviderTransport(ProviderEndpoint endpoint, TimeProvider time, Func<CancellationToken, Task>? mayRetry)
{
    public HttpClient Connect(Func<HttpMessageHandler, HttpMessageHandler>? headers = null)
    {
        var sockets = new SocketsHttpHandler
        {
            ConnectTimeout = ProviderDefaults.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            // HTTP_PROXY and its kin are for what is outside of this machine.
            UseProxy = !endpoint.Root.IsLoopback,
            // A redirect would turn the measured host into another one, and carry the key there.
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
        };
        var retrying = new RetryHandler(sockets, endpoint, time, mayRetry);
        return new HttpClient(headers?.Invoke(retrying) ?? retrying) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
