using System.Buffers;
using System.Security.Authentication;
using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Worker.Providers;

/// <summary>Classifies an error response or a failed connection.</summary>
internal static class HttpFault
{
    private const int LongestBody = 64 * 1024;

    public static ErrorKind KindOf(int status) => status switch
    {
        401 or 403 => ErrorKind.Auth,
        429 => ErrorKind.RateLimited,
        >= 500 => ErrorKind.Server,
        _ => ErrorKind.BadRequest,
    };

    /// <summary>The fault behind an error status, with the provider's own message.</summary>
    public static async Task<ProviderFault> OfAsync(HttpResponseMessage response, ProviderEndpoint endpoint, int tries, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var body = await BodyAsync(response, cancellationToken);

        // Gemini answers a wrong key with 400.
        var kind = status == 400 && body.AsSpan().IndexOf("API_KEY_INVALID"u8) >= 0 ? ErrorKind.Auth : KindOf(status);
        var place = status == 404 ? endpoint.Authority + response.RequestMessage?.RequestUri?.AbsolutePath : endpoint.Authority;
        var words = ProviderMessage.Parse(body);
        return new(kind, $"HTTP {status} from {place}{(words.Length == 0 ? "" : ": " + words)}{After(tries)}");
    }

    /// <summary>The fault behind a request that got no response.</summary>
    public static ProviderFault From(HttpRequestException exception, ProviderEndpoint endpoint, int tries)
    {
        var where = endpoint.HostAndPort;
        var what = exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => $"cannot find host {endpoint.Root.IdnHost} ({where}): check base_url and DNS",
            HttpRequestError.SecureConnectionError => $"TLS connection to {where} failed: {Innermost<AuthenticationException>(exception)}",
            HttpRequestError.ProxyTunnelError => $"the proxy refused a tunnel to {where}",
            HttpRequestError.ConnectionError => $"cannot connect to {where}: {Cause(exception)}",
            _ => $"the connection to {where} was lost before an answer arrived: {Cause(exception)}",
        };
        return new(ErrorKind.Connection, ProviderMessage.OneLine(what) + After(tries));
    }

    private static string Cause(HttpRequestException exception) =>
        exception.InnerException is null or OperationCanceledException ? exception.Message : Innermost<Exception>(exception);

    private static string Innermost<T>(Exception exception) where T : Exception
    {
        var message = exception.Message;
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is T)
                message = inner.Message;
        }

        return message;
    }

    private static string After(int tries) => tries > 1 ? $" (after {tries} tries)" : "";

    private static async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LongestBody);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var length = await stream.ReadAtLeastAsync(buffer.AsMemory(0, LongestBody), LongestBody, throwOnEndOfStream: false, cancellationToken);
            return buffer[..length];
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException)
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
