using Persona.Bench.Emulator.Faults;

namespace Persona.Bench.Emulator;

/// <summary>How the emulated provider is served and how it behaves. Checked by <see cref="EmulatedProvider.StartAsync"/>.</summary>
public sealed record EmulatorOptions
{
    /// <summary>An IP address, <c>localhost</c>, or <c>*</c> for all of them. An address that others can reach needs an <see cref="ApiKey"/>.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>0: a free port; <see cref="EmulatedProvider.BaseUrl"/> says which.</summary>
    public int Port { get; init; }

    /// <summary>A name of <see cref="Profiles.LatencyProfiles.Names"/>, or <c>constant:LATENCY_MS[/FIRST_TOKEN_MS]</c>.</summary>
    public string Profile { get; init; } = Profiles.LatencyProfiles.Instant;

    /// <summary>Factor on every time of the profile: 1 is real time, 0.1 ten times faster, 0 no waiting at all.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>Of latencies, answers and standing faults. The same seed and the same requests give the same behaviour.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Linear change of the latency per hour of the profile's time, as a fraction: 0.1 is 10% slower after one hour.</summary>
    public double DriftPerHour { get; init; }

    /// <summary>Any other key is refused in the provider's own format; null accepts all, and none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>JSON lines, one per request, appended; null: only <see cref="EmulatedProvider.RequestLog"/>.</summary>
    public string? GroundTruthPath { get; init; }

    /// <summary>How many of the latest requests <see cref="EmulatedProvider.RequestLog"/> keeps.</summary>
    public int RequestLogCapacity { get; init; } = 20_000;

    /// <summary>Faults that strike any request, each with its <see cref="Fault.Probability"/>; the sum is at most 1.</summary>
    public IReadOnlyList<Fault> StandingFaults { get; init; } = [];

    /// <summary>Faults of particular requests, by their number.</summary>
    public IReadOnlyList<ScheduledFault> ScheduledFaults { get; init; } = [];
}
