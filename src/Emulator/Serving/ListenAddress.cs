using System.Net;

namespace Persona.Bench.Emulator.Serving;

internal static class ListenAddress
{
    /// <exception cref="EmulatorException">The host is not an address.</exception>
    public static IPAddress Parse(string host) => host switch
    {
        "localhost" => IPAddress.Loopback,
        "*" => IPAddress.Any,
        _ => IPAddress.TryParse(host, out var address)
            ? address
            : throw new EmulatorException($"Host '{host}' is not an address to listen on: use an IP address, localhost, or * for all."),
    };

    /// <summary>The address at which to reach a server that listens on this one.</summary>
    public static string Reachable(IPAddress address) =>
        address.Equals(IPAddress.Any) ? "127.0.0.1"
        : address.Equals(IPAddress.IPv6Any) ? "[::1]"
        : address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]"
        : $"{address}";
}
