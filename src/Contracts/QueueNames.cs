namespace Persona.Bench.Contracts;

/// <summary>Names on the broker. They carry the version of the protocol and never change within it.</summary>
public static class QueueNames
{
    private const string Prefix = "persona-bench.v1.";

    /// <summary>The queue of hints for the workers that serve a provider.</summary>
    public static string ForProvider(string provider) => Prefix + provider;

    /// <summary>The queue of nudges for one worker.</summary>
    public static string ForWorker(string workerId) => $"{Prefix}worker.{workerId}";

    /// <summary>The queue of nudges for coordinators.</summary>
    public const string Coordinator = Prefix + "coordinator";
}
