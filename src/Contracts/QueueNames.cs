namespace Persona.Bench.Contracts;

/// <summary>Names on the broker. They carry the version of the protocol and never change within it.</summary>
public static class QueueNames
{
    private const string Prefix = "persona-bench.v1.";
    private const string CoordinatorPart = "coordinator";
    private const string WorkerPart = "worker.";

    /// <summary>The queue of hints for the workers that serve a provider.</summary>
    public static string ForProvider(string provider) => Prefix + provider;

    /// <summary>The queue of nudges for one worker.</summary>
    public static string ForWorker(string workerId) => $"{Prefix}{WorkerPart}{workerId}";

    /// <summary>The queue of nudges for coordinators.</summary>
    public const string Coordinator = Prefix + CoordinatorPart;

    /// <summary>True of a name that no provider may have: its queue would be another one's.</summary>
    public static bool IsReserved(string provider) => provider == CoordinatorPart || provider.StartsWith(WorkerPart, StringComparison.Ordinal);
}
