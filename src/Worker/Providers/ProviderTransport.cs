namespace Persona.Bench.Worker.Providers;

/// <summary>Builds the HTTP client that replaces each client library's own.</summary>
internal sealed class ProviderTransport(ProviderEndpoint endpoint, TimeProvider time, Func<CancellationToken, Task>? mayRetry)
{
    /// <summary>Limit for establishing a connection, TLS included; counts against the iteration's deadline.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    public HttpClient Connect(Func<HttpMessageHandler, HttpMessageHandler>? headers = null)
    {
        var sockets = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            // HTTP_PROXY and the like apply only to other machines.
            UseProxy = !endpoint.Root.IsLoopback,
            // A redirect would measure a different host, and send the key to it.
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
        };
        var retrying = new RetryHandler(sockets, endpoint, time, mayRetry);
        return new HttpClient(headers?.Invoke(retrying) ?? retrying) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
