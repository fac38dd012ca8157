using Persona.Bench.Emulator;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Emulator.GroundTruth;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>An emulated provider in the test's own process, so that the test sees what really arrived.</summary>
internal sealed class ServedProvider : IAsyncDisposable
{
    private readonly EmulatedProvider _server;

    private ServedProvider(EmulatedProvider server) => _server = server;

    public int Port => _server.BaseUrl.Port;

    public int InFlight => _server.RequestsInFlight;

    /// <summary>Requests received and not yet logged as ended.</summary>
    public long Unanswered => _server.RequestsReceived - Log.Count;

    /// <summary>Requests that have ended.</summary>
    public IReadOnlyList<GroundTruthRecord> Log => _server.RequestLog.Snapshot();

    /// <summary>A <c>providers</c> entry that points here, in the wire format of OpenAI.</summary>
    public string Compatible => $"{{kind: openai-compatible, base_url: \"http://127.0.0.1:{Port}/v1\", model: some-model}}";

    public static async Task<ServedProvider> StartAsync(string profile = "instant", string? fault = null, string? apiKey = null, params ScheduledFault[] scheduled) =>
        new(await EmulatedProvider.StartAsync(
            new EmulatorOptions
            {
                Profile = profile,
                ApiKey = apiKey,
                StandingFaults = fault is null ? [] : [Fault.Parse(fault)],
                ScheduledFaults = scheduled,
            },
            CancellationToken.None));

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
