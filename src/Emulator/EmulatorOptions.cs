using Persona.Bench.Emulator.Faults;

namespace Persona.Bench.Emulator;

/// <summary>Address and behaviour of the emulated provider. Checked by <see cref="EmulatedProvider.StartAsync"/>.</summary>
public sealed record EmulatorOptions
{
    /// <summary>An IP address, <c>localhost</c>, or <c>*</c> for all interfaces. An address other than loopback needs an <see cref="ApiKey"/>.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>0 picks a free port, which <see cref="EmulatedProvider.BaseUrl"/> then shows.</summary>
    public int Port { get; init; }

    /// <summary>One of <see cref="Profiles.LatencyProfiles.Names"/>, or <c>constant:LATENCY_MS[/FIRST_TOKEN_MS]</c>.</summary>
    public string Profile { get; init; } = Profiles.LatencyProfiles.Instant;

    /// <summary>Multiplies every time of the profile: 1 is real time, 0.1 is ten times faster, 0 does not wait.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>Seed of latencies, answers and standing faults. The same seed and requests give the same behaviour.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Linear drift of the latency per hour of profile time, as a fraction: 0.1 is 10% slower after one hour.</summary>
    public double DriftPerHour { get; init; }

    /// <summary>Other keys are refused in the provider's own format; null accepts any key, or none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>File to which one JSON line per request is appended; null: only <see cref="EmulatedProvider.RequestLog"/>.</summary>
    public string? GroundTruthPath { get; init; }

    /// <summary>Number of latest requests that <see cref="EmulatedProvider.RequestLog"/> keeps.</summary>
    public int RequestLogCapacity { get; init; } = 20_000;

    /// <summary>Faults that affect any request, each with its <see cref="Fault.Probability"/>; the sum is at most 1.</summary>
    public IReadOnlyList<Fault> StandingFaults { get; init; } = [];

    /// <summary>Faults of specific requests, by number.</summary>
    public IReadOnlyList<ScheduledFault> ScheduledFaults { get; init; } = [];
}
