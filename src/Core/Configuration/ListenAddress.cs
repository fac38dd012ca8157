using System.Globalization;
using System.Net;

namespace Persona.Bench.Core.Configuration;

/// <summary>The address on which a service listens for HTTP.</summary>
public sealed record ListenAddress(IPAddress Host, int Port)
{
    /// <summary>Whether only this machine can connect.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Host);

    /// <summary>Reads <c>IP:PORT</c>, <c>localhost:PORT</c> or <c>*:PORT</c>; port 0 picks any free port.</summary>
    /// <exception cref="ConfigurationException">It is none of them.</exception>
    public static ListenAddress Parse(string text)
    {
        var split = text.LastIndexOf(':');
        var host = split < 0 ? "" : text[..split];
        var isPort = int.TryParse(text.AsSpan(split + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65_535;
        var address = host switch
        {
            "localhost" => IPAddress.Loopback,
            "*" => IPAddress.Any,
            _ => IPAddress.TryParse(host, out var ip) ? ip : null,
        };
        return isPort && address is not null
            ? new ListenAddress(address, port)
            : throw new ConfigurationException($"{Printable.Quoted(text)} is not a listen address: write IP:PORT, such as 127.0.0.1:8470");
    }

    public override string ToString() => new IPEndPoint(Host, Port).ToString();
}
