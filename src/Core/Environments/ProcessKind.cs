namespace Persona.Bench.Core.Environments;

/// <summary>What kind of process called the provider, as in <see cref="EnvironmentFingerprint.Process"/>. Their memory is not alike.</summary>
public static class ProcessKind
{
    /// <summary>The command itself, with coordinator, store and emulated providers in it.</summary>
    public const string Embedded = "embedded";

    /// <summary>A worker that the command started for one run (<c>--workers</c>).</summary>
    public const string LocalWorker = "local_worker";

    /// <summary>A worker that runs by itself.</summary>
    public const string Service = "service";
}
