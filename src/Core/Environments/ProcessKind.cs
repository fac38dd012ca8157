namespace Persona.Bench.Core.Environments;

/// <summary>What kind of process called the provider, as in <see cref="EnvironmentFingerprint.Process"/>. Memory is not comparable between kinds.</summary>
public static class ProcessKind
{
    /// <summary>The command itself, including coordinator, store and emulated providers.</summary>
    public const string Embedded = "embedded";

    /// <summary>A worker that the command started for one run (<c>--workers</c>).</summary>
    public const string LocalWorker = "local_worker";

    /// <summary>A standalone worker.</summary>
    public const string Service = "service";
}
