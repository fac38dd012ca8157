using Persona.Bench.Emulator.Answers;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Emulator.GroundTruth;
using Persona.Bench.Emulator.Pacing;
using Persona.Bench.Emulator.Profiles;

namespace Persona.Bench.Emulator.Serving;

/// <summary>The parts of one provider, wired by hand: building a container would take longer than serving.</summary>
internal sealed class ProviderParts : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly GroundTruthFile? _groundTruth;
    private readonly Pacer _pacer;

    public ProviderParts(EmulatorOptions options)
    {
        _groundTruth = options.GroundTruthPath is { } path ? GroundTruthFile.Open(path) : null;
        _pacer = new();
        RequestLog = new(options.RequestLogCapacity, _groundTruth);
        Faults = new(options);
        var latencies = new LatencySchedule(LatencyProfiles.Find(options.Profile), options.Seed, options.TimeScale, options.DriftPerHour);
        var behaviour = new ProviderBehaviour(new CompletionWriter(options.Seed, TimeProvider.System), latencies, Faults, options.ApiKey);
        Completions = new(behaviour, new AnswerSender(_pacer), RequestLog, _stopping.Token);
        Router = new(
            Completions,
            new InformationEndpoint(options.ApiKey),
            new ControlEndpoint(Faults, RequestLog, options.ApiKey));
    }

    public FaultPlan Faults { get; }

    public RequestLog RequestLog { get; }

    public CompletionEndpoint Completions { get; }

    public RequestRouter Router { get; }

    /// <summary>Aborts every request.</summary>
    public Task StopAsync() => _stopping.CancelAsync();

    /// <summary>Call once no request is in flight.</summary>
    public async ValueTask DisposeAsync()
    {
        _pacer.Dispose();
        if (_groundTruth is not null)
        {
            await _groundTruth.DisposeAsync();
        }

        _stopping.Dispose();
    }
}
