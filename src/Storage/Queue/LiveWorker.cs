namespace Persona.Bench.Storage.Queue;

/// <summary>A worker that takes work at present.</summary>
public sealed record LiveWorker(string WorkerId, IReadOnlyList<string> Providers, int Slots)
{
    /// <summary>A worker that was not heard of for this long is taken for lost.</summary>
    public static readonly TimeSpan HeardWithin = TimeSpan.FromSeconds(15);
}
