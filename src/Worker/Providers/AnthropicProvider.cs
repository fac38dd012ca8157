using Anthropic;
using Anthropic.Exceptions;
using Microsoft.Extensions.AI;
using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Worker.Providers;

/// <summary>Anthropic's messages.</summary>
internal sealed class AnthropicProvider(string model, string? key, ProviderEndpoint endpoint, HttpClient http)
    : ProviderClient(Client(key, endpoint, http).AsIChatClient(model), http)
{
    // An error that arrives after the headers is an event of the stream.
    public override ProviderFault? Fault(Exception exception) => exception is AnthropicSseException sse
        ? new(KindOf(sse.Type?.Raw()), $"{endpoint.Authority} broke off: {ProviderMessage.OneLine(sse.ApiMessage ?? sse.Message)}")
        : null;

    private static ErrorKind KindOf(string? type) => type switch
    {
        "authentication_error" or "permission_error" => ErrorKind.Auth,
        "rate_limit_error" => ErrorKind.RateLimited,
        "invalid_request_error" or "not_found_error" => ErrorKind.BadRequest,
        _ => ErrorKind.Server,
    };

    // Everything that the client would otherwise look up in the process's environment is given here.
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
