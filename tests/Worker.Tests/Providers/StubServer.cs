using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Persona.Bench.Worker.Tests.Providers;

internal sealed record ReceivedRequest(string Target, Dictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

/// <summary>A loopback HTTP server that answers as the test specifies and remembers its requests.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubServer(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedRequest> Requests { get; } = [];

    public Uri Url => new(_app.Urls.Single());

    /// <param name="answer">Receives the request and its number, from 1.</param>
    public static Task<StubServer> StartAsync(Func<HttpContext, int, Task> answer) => StartAsync(answer, null);

    public static Task<StubServer> StartTlsAsync(X509Certificate2 certificate, Func<HttpContext, Task> answer) =>
        StartAsync((context, _) => answer(context), certificate);

    private static async Task<StubServer> StartAsync(Func<HttpContext, int, Task> answer, X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        var app = builder.Build();
        var server = new StubServer(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            server.Requests.Enqueue(new(context.Request.Path + context.Request.QueryString, headers, body));
            await answer(context, server.Requests.Count);
        });
        await app.StartAsync();
        return server;
    }

    public static Task<StubServer> StartAsync(Func<HttpContext, Task> answer) => StartAsync((context, _) => answer(context));

    public static Task<StubServer> StatusAsync(int status, string body, params (string Name, string Value)[] headers) =>
        StartAsync(context => RefuseAsync(context, status, body, headers));

    public static async Task RefuseAsync(HttpContext context, int status, string body, params (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(body);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
