using System.Text.Json;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Worker.Providers;

/// <summary>Client for Anthropic's messages API.</summary>
internal sealed class AnthropicProvider(string model, string? key, ProviderEndpoint endpoint, HttpClient http)
    : ProviderClient(Client(key, endpoint, http).AsIChatClient(model), http)
{
    // The client has no property for the temperature; its raw body accepts it.
    public override ChatOptions Options(ModelParameters parameters) => new()
    {
        RawRepresentationFactory = _ => MessageCreateParams.FromRawUnchecked(
            new Dictionary<string, JsonElement>(),
            new Dictionary<string, JsonElement>(),
            new Dictionary<string, JsonElement>
            {
                ["max_tokens"] = JsonSerializer.SerializeToElement(parameters.MaxTokens),
                ["messages"] = JsonSerializer.SerializeToElement(Array.Empty<string>()),
                ["model"] = JsonSerializer.SerializeToElement(model),
                ["temperature"] = JsonSerializer.SerializeToElement(parameters.Temperature),
            }),
    };

    // An error after the headers arrives as an event of the stream.
    public override ProviderFault? Fault(Exception exception) => exception is AnthropicSseException sse
        ? new(KindOf(sse.Type?.Raw()), $"{endpoint.Authority} aborted the answer: {ProviderMessage.OneLine(sse.ApiMessage ?? sse.Message)}")
        : null;

    private static ErrorKind KindOf(string? type) => type switch
    {
        "authentication_error" or "permission_error" => ErrorKind.Auth,
        "rate_limit_error" => ErrorKind.RateLimited,
        "invalid_request_error" or "not_found_error" => ErrorKind.BadRequest,
        _ => ErrorKind.Server,
    };

    // Sets everything that the client would otherwise read from the process's environment.
    private static AnthropicClient Client(string? key, ProviderEndpoint endpoint, HttpClient http) => new()
    {
        AuthToken = null,
        ApiKey = key,
        BaseUrl = endpoint.Root.AbsoluteUri.TrimEnd('/'),
        HttpClient = http,
        MaxRetries = 0,
        Timeout = TimeSpan.FromDays(1),
    };
}

/// <summary>
/// Sets the headers of the API version that Persona uses and that compatible servers know. The client would send a
/// later version, and the key as a bearer token.
/// </summary>
internal sealed class AnthropicHeaders(string? key, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = null;
        Set(request, "x-api-key", key);
        Set(request, "anthropic-version", "2023-06-01");
        return base.SendAsync(request, cancellationToken);
    }

    private static void Set(HttpRequestMessage request, string name, string? value)
    {
        request.Headers.Remove(name);
        if (value is not null)
            request.Headers.Add(name, value);
    }
}
