namespace Persona.Bench.Contracts;

/// <summary>Names on the broker. They contain the protocol version and never change within it.</summary>
public static class QueueNames
{
    private const string Prefix = "persona-bench.v1.";
    private const string CoordinatorPart = "coordinator";
    private const string WorkerPart = "worker.";

    /// <summary>The queue of hints for the workers that serve a provider.</summary>
    public static string ForProvider(string provider) => Prefix + provider;

    /// <summary>The queue of notifications for one worker.</summary>
    public static string ForWorker(string workerId) => $"{Prefix}{WorkerPart}{workerId}";

    /// <summary>The queue of notifications for coordinators.</summary>
    public const string Coordinator = Prefix + CoordinatorPart;

    /// <summary>True for names that no provider may have, because their queue is used for something else.</summary>
    public static bool IsReserved(string provider) => provider == CoordinatorPart || provider.StartsWith(WorkerPart, StringComparison.Ordinal);
}
