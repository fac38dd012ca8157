using Microsoft.AspNetCore.Builder;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Emulator.GroundTruth;
using Persona.Bench.Emulator.Quirks;
using Persona.Bench.Emulator.Serving;

namespace Persona.Bench.Emulator;

/// <summary>
/// An HTTP server that implements the APIs of OpenAI, Anthropic, Gemini and Ollama, with latencies from a named profile, faults on
/// demand and a ground-truth log of what it really did. Disposing it aborts requests in flight.
/// </summary>
public sealed class EmulatedProvider : IAsyncDisposable
{
    private readonly ProviderParts _parts;
    private readonly WebApplication _server;
    private bool _disposed;

    private EmulatedProvider(ProviderParts parts, WebApplication server, string host)
    {
        _parts = parts;
        _server = server;
        var port = new Uri(server.Urls.First()).Port;
        BaseUrl = new Uri($"http://{ListenAddress.Reachable(ListenAddress.Parse(host))}:{port}/");
    }

    /// <summary>The departures from the wire formats that <c>--fault</c> and <see cref="Faults"/> can name.</summary>
    public static IReadOnlyList<QuirkInfo> Quirks { get; } =
        [.. QuirkCatalog.All.Select(quirk => new QuirkInfo(quirk.Name, quirk.Description, quirk.Formats))];

    /// <summary>Root of the server; the APIs are below it (<c>/v1</c> for OpenAI, <c>/v1beta</c> for Gemini).</summary>
    public Uri BaseUrl { get; }

    /// <summary>Faults for the next requests.</summary>
    public FaultPlan Faults => _parts.Faults;

    /// <summary>The ground truth of the requests that have ended.</summary>
    public RequestLog RequestLog => _parts.RequestLog;

    /// <summary>Requests to a model that have arrived.</summary>
    public long RequestsReceived => _parts.Completions.Received;

    /// <summary>Requests to a model that have arrived and not ended. A request is logged before it leaves this count.</summary>
    public int RequestsInFlight => _parts.Completions.InFlight;

    /// <summary>Starts the server, which runs until disposed.</summary>
    /// <exception cref="EmulatorException">An option is invalid, or the port is in use; the message is for the user.</exception>
    public static async Task<EmulatedProvider> StartAsync(EmulatorOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        EmulatorOptionsCheck.Check(options);
        var parts = new ProviderParts(options);
        try
        {
            var server = await ProviderServer.StartAsync(options, parts.Router.HandleAsync, cancellationToken);
            return new(parts, server, options.Host);
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _parts.StopAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _server.StopAsync(patience.Token);
        await _server.DisposeAsync();
        await _parts.DisposeAsync();
    }
}
