using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Persona.Bench.Worker.Providers.Http;

/// <summary>Builds the HTTP client of a provider, with a connection pool of its own.</summary>
internal static class ProviderTransport
{
    /// <summary>Limit for establishing a connection, TLS included; counts against the iteration's deadline.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <param name="endpoint">Where requests go.</param>
    /// <param name="caFile">See <see cref="Core.Providers.ProviderDefinition.CaFile"/>.</param>
    /// <param name="proxy">Address of a proxy, with user and password if it wants them; null for the one of the environment.</param>
    /// <exception cref="ProviderConfigurationException">The file or the address cannot be used.</exception>
    public static HttpMessageInvoker Connect(ProviderEndpoint endpoint, string? caFile, string? proxy)
    {
        var sockets = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
            // HTTP_PROXY and the like apply only to other machines.
            UseProxy = proxy is not null || !endpoint.Root.IsLoopback,
            // A redirect would measure a different host, and send the key to it.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            ActivityHeadersPropagator = null,
        };
        if (proxy is not null)
            sockets.Proxy = ProxyAt(proxy);
        if (caFile is not null)
            sockets.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Trusting(caFile) };
        return new HttpMessageInvoker(sockets);
    }

    private static WebProxy ProxyAt(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https" or "socks5" or "socks4" or "socks4a"))
            throw new ProviderConfigurationException("proxy is not an address such as http://proxy.example:3128");
        var proxy = new WebProxy(new UriBuilder(uri) { UserName = "", Password = "" }.Uri);
        if (uri.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var password])
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password is [var only] ? only : ""));
        return proxy;
    }

    private static X509ChainPolicy Trusting(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ProviderConfigurationException($"ca_file {file} cannot be read: {exception.Message.ReplaceLineEndings(" ")}");
        }

        return policy.CustomTrustStore.Count > 0 ? policy : throw new ProviderConfigurationException($"ca_file {file} has no certificate in PEM form");
    }
}
