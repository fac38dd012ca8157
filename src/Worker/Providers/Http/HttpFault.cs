using System.Buffers;
using System.Security.Authentication;
using System.Text.Json;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Worker.Providers.Answers;
using Persona.Bench.Worker.Providers.Framing;

namespace Persona.Bench.Worker.Providers.Http;

/// <summary>Classifies an error response or a failed connection.</summary>
internal static class HttpFault
{
    private const int LongestBody = 64 * 1024;

    /// <summary>The failure behind a status that is no success, with the provider's own message.</summary>
    public static async Task<HttpFailure> OfAsync(
        HttpResponseMessage response, ProviderEndpoint endpoint, TimeProvider time, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
            return new(Redirected(response, status, endpoint), IsTransient: false);
        if (status == 407)
            return new(new(ErrorKind.Auth, $"HTTP 407 from the proxy on the way to {endpoint.HostAndPort}: give its address as http://USER:PASSWORD@HOST:PORT"), IsTransient: false);
        var bytes = await BodyAsync(response, cancellationToken);
        var body = Json(bytes);
        var error = body is { } json ? ProviderError.Find(json) ?? ProviderError.Read(json) : null;
        var words = error is null ? ProviderMessage.OfText(bytes) : ProviderMessage.OneLine(error.Message);
        var kind = KindOf(status, error, words);
        var place = status == 404 ? endpoint.Authority + response.RequestMessage?.RequestUri?.AbsolutePath : endpoint.Authority;
        var hint = kind is ErrorKind.BadRequest ? RefusedParameter.Hint(words) : null;
        var detail = $"HTTP {status} from {place}{(words.Length == 0 ? "" : ": " + words)}";

        // The hint comes first: a long line is cut at its end.
        return new(new(kind, hint is null ? detail : $"HTTP {status} from {place}: {hint} ({words})"), IsTransient(response, kind))
        {
            Delay = RetryDelay.Asked(response, body, time),
        };
    }

    /// <summary>The failure behind a request that got no response.</summary>
    public static HttpFailure From(HttpRequestException exception, ProviderEndpoint endpoint)
    {
        var where = endpoint.HostAndPort;
        var isUntrusted = exception.HttpRequestError is HttpRequestError.SecureConnectionError && Has<AuthenticationException>(exception);
        var what = exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => $"cannot find host {endpoint.Root.IdnHost} ({where}): check base_url and DNS",
            HttpRequestError.SecureConnectionError when isUntrusted =>
                $"TLS connection to {where} failed: set ca_file or SSL_CERT_FILE if its certificate is right: {Innermost<AuthenticationException>(exception)}",
            HttpRequestError.SecureConnectionError => $"TLS connection to {where} failed: {Innermost<Exception>(exception)}",
            HttpRequestError.ProxyTunnelError => $"the proxy refused a tunnel to {where}: {exception.Message}",
            HttpRequestError.ConnectionError => $"cannot connect to {where}: {Cause(exception)}",
            _ => $"the connection to {where} was lost before an answer arrived: {Cause(exception)}",
        };
        var isFinal = isUntrusted || exception.HttpRequestError is HttpRequestError.ProxyTunnelError;
        return new(new(ErrorKind.Connection, ProviderMessage.OneLine(what)), !isFinal);
    }

    public static HttpFailure NoConnection(ProviderEndpoint endpoint) => new(
        new(ErrorKind.Connection, $"cannot connect to {endpoint.HostAndPort}: no connection within {ProviderTransport.ConnectTimeout.TotalSeconds} s"), IsTransient: true);

    private static ProviderFault Redirected(HttpResponseMessage response, int status, ProviderEndpoint endpoint) => new(
        ErrorKind.BadRequest,
        response.Header("Location") is { } location
            ? ProviderMessage.OneLine($"HTTP {status} from {endpoint.Authority}: it redirects to {location}: set base_url to the right address")
            : $"HTTP {status} from {endpoint.Authority}: set base_url to the right address");

    // Codes are more precise than the status where they name one of these; elsewhere the status is.
    private static ErrorKind KindOf(int status, ProviderError? error, string words) => (error is null ? null : ErrorKinds.Find(error.Codes)) switch
    {
        ErrorKind.Auth => ErrorKind.Auth,
        ErrorKind.Quota => ErrorKind.Quota,
        ErrorKind.RefusedContent => ErrorKind.RefusedContent,
        ErrorKind.RateLimited when status < 500 => ErrorKind.RateLimited,
        ErrorKind.ModelNotFound => ErrorKind.ModelNotFound,
        _ when status == 404 && !words.Contains("model", StringComparison.OrdinalIgnoreCase) => ErrorKind.BadRequest,
        _ => ErrorKinds.Of(status),
    };

    // The official clients heed the same header.
    private static bool IsTransient(HttpResponseMessage response, ErrorKind kind) => response.Header("x-should-retry") switch
    {
        "true" => true,
        "false" => false,
        _ => ErrorKinds.IsTransient(kind),
    };

    private static JsonElement? Json(byte[] body)
    {
        JsonElement? first = null;
        try
        {
            WireJson.ReadValues(body, value => first ??= value.Clone());
        }
        catch (JsonException)
        {
            // Not JSON, or more than was read.
        }

        return first is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } ? first : null;
    }

    private static string Cause(HttpRequestException exception) =>
        exception.InnerException is null or OperationCanceledException ? exception.Message : Innermost<Exception>(exception);

    private static IEnumerable<Exception> Inner(Exception exception)
    {
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
            yield return inner;
    }

    private static bool Has<T>(Exception exception) where T : Exception => Inner(exception).OfType<T>().Any();

    private static string Innermost<T>(Exception exception) where T : Exception => Inner(exception).OfType<T>().LastOrDefault()?.Message ?? exception.Message;

    private static async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LongestBody);
        try
        {
            await using var stream = ContentCoding.Decode(response, await response.Content.ReadAsStreamAsync(cancellationToken));
            var length = await stream.ReadAtLeastAsync(buffer.AsMemory(0, LongestBody), LongestBody, throwOnEndOfStream: false, cancellationToken);
            return buffer[..length];
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException or OperationCanceledException)
        {
            // The status is enough; its explanation is lost.
            return [];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
