using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Persona.Bench.Deploy.Tests.Canaries;

/// <summary>Providers that echo the key and the other secrets they are called with, everywhere a provider could.</summary>
internal sealed class EchoingProvider : IAsyncDisposable
{
    /// <summary>Names of the providers. The first part of the path selects the behaviour.</summary>
    public static readonly string[] Names = ["working", "talking", "refusing", "failing", "masking", "breaking", "garbling"];

    private readonly WebApplication _server;
    private readonly HttpClient _behind;

    private EchoingProvider(WebApplication server, HttpClient behind) => (_server, _behind) = (server, behind);

    public Uri Address => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Number of calls with the expected key.</summary>
    public int Calls { get; private set; }

    /// <param name="behind">The provider to which calls are forwarded.</param>
    /// <param name="key">The expected key.</param>
    /// <param name="headerKey">The expected secret of a header.</param>
    /// <param name="queryKey">The expected secret of the query.</param>
    public static async Task<EchoingProvider> StartAsync(Uri behind, string key, string headerKey, string queryKey)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var provider = new EchoingProvider(server, new HttpClient { BaseAddress = behind });
        server.Run(context => provider.AnswerAsync(context, key, headerKey, queryKey));
        await server.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _behind.Dispose();
    }

    private Task AnswerAsync(HttpContext context, string key, string headerKey, string queryKey)
    {
        // The three ways in which a secret of the environment can reach a provider.
        var shown = $"{context.Request.Headers.Authorization} {context.Request.Headers["x-gateway-key"]} {context.Request.Query["signature"]}";
        if (shown == $"Bearer {key} {headerKey} {queryKey}")
        {
            Calls++;
        }

        context.Response.Headers["x-request-id"] = shown;
        context.Response.Headers["apim-request-id"] = queryKey;
        context.Response.Headers["Retry-After"] = "0";
        return context.Request.Path.Value!.Split('/')[1] switch
        {
            "working" => ForwardAsync(context, shown),
            "talking" => SayAsync(context, ChunkOf($"[{{\"name\": \"{shown}\"}}]", shown)),
            "refusing" => ErrorAsync(context, 401, $"Incorrect API key provided: {shown}"),
            "failing" => ErrorAsync(context, 500, $"upstream refused 'Authorization: {shown}'"),
            "masking" => ErrorAsync(context, 401, $"Incorrect API key provided: {key[..12]}****{key[^12..]}"),
            "breaking" => SayAsync(context, JsonSerializer.Serialize(new { error = new { message = $"broke off for {shown}" } })),
            _ => SayAsync(context, $"{shown} {{{key}"),
        };
    }

    private static Task ErrorAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(new { error = new { message, type = message, code = message } }));
    }

    private static Task SayAsync(HttpContext context, string data)
    {
        context.Response.ContentType = "text/event-stream";
        return context.Response.WriteAsync($"data: {data}\n\ndata: [DONE]\n\n");
    }

    private static string ChunkOf(string text, string shown) => JsonSerializer.Serialize(new
    {
        id = shown,
        @object = "chat.completion.chunk",
        created = 1,
        model = shown,
        choices = new[] { new { index = 0, delta = new { role = "assistant", content = text }, finish_reason = "stop" } },
    });

    private async Task ForwardAsync(HttpContext context, string shown)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions") { Content = new StreamContent(context.Request.Body) };
        request.Content.Headers.ContentType = new("application/json");
        using var answer = await _behind.SendAsync(request);
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        var body = await answer.Content.ReadAsStringAsync();
        await context.Response.WriteAsync(body.Replace("\"model\":\"emulated\"", $"\"model\":\"{shown}\"", StringComparison.Ordinal));
    }
}
