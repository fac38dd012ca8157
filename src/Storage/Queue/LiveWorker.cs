namespace Persona.Bench.Storage.Queue;

/// <summary>A worker that currently takes work.</summary>
public sealed record LiveWorker(string WorkerId, IReadOnlyList<string> Providers, int Slots)
{
    /// <summary>A worker without a heartbeat for this long counts as lost.</summary>
    public static readonly TimeSpan HeardWithin = TimeSpan.FromSeconds(15);
}
