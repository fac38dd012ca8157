using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Dispatch;

/// <summary>
/// Keeps the items of a block together where a worker can have them all, so that its providers are measured in the same minutes on
/// the same machine: a message goes to the rarest provider, with the items of all providers that each worker there serves too.
/// </summary>
internal static class HintRouting
{
    /// <param name="items">Of one block, in its order; each of a provider that some worker serves.</param>
    /// <param name="workers">Those that take work.</param>
    public static IReadOnlyList<Hint> Route(IReadOnlyList<DispatchedItem> items, IReadOnlyList<LiveWorker> workers)
    {
        var hints = new List<Hint>();
        var left = items.ToList();
        while (left.Count > 0)
        {
            var rarest = left.Select(item => item.Provider).Distinct().MinBy(provider => SlotsOf(provider, workers))!;
            var together = left.Where(item => item.Provider == rarest || AreServedBySame(rarest, item.Provider, workers)).ToList();
            hints.Add(new Hint(rarest, together));
            left.RemoveAll(together.Contains);
        }

        return hints;
    }

    private static int SlotsOf(string provider, IReadOnlyList<LiveWorker> workers) =>
        workers.Where(worker => worker.Providers.Contains(provider)).Sum(worker => worker.Slots);

    /// <summary>Any of the workers of a queue may get its message.</summary>
    private static bool AreServedBySame(string provider, string other, IReadOnlyList<LiveWorker> workers) =>
        workers.Any(worker => worker.Providers.Contains(provider))
        && workers.Where(worker => worker.Providers.Contains(provider)).All(worker => worker.Providers.Contains(other));
}
