namespace Persona.Bench.Cli.Commands.Emulate;

/// <summary>The options of <c>emulate</c>; null where the emulator's own default applies.</summary>
internal sealed record EmulateOptions
{
    /// <summary>Address to listen on; one that other machines can reach needs a key.</summary>
    public string? Host { get; init; }

    /// <summary>0: any free port, which is printed.</summary>
    public required int Port { get; init; }

    public string? Profile { get; init; }

    /// <summary>Factor for all latencies; 0: no waiting.</summary>
    public double? TimeScale { get; init; }

    public int? Seed { get; init; }

    /// <summary>Change of latency per hour, as a fraction.</summary>
    public double? DriftPerHour { get; init; }

    /// <summary>The environment variable with the key that clients must send; null: no key is required.</summary>
    public string? ApiKeyEnv { get; init; }

    /// <summary><c>KIND[:PROBABILITY[:RETRY_AFTER_SECONDS]]</c> each.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>File for the ground truth, JSON lines; null: none.</summary>
    public string? Log { get; init; }
}
