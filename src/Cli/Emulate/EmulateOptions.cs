namespace Persona.Bench.Cli.Emulate;

/// <summary>How the emulated provider is served by itself; null where the emulator's own default holds.</summary>
internal sealed record EmulateOptions
{
    /// <summary>0: any free port, printed.</summary>
    public required int Port { get; init; }

    public string? Profile { get; init; }

    /// <summary>1: the profile's own pace; 0: no waiting.</summary>
    public double? TimeScale { get; init; }

    public int? Seed { get; init; }

    /// <summary>File for the ground truth, JSON lines; null: none.</summary>
    public string? Log { get; init; }
}
