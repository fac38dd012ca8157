using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Coordinator.Dispatch;

/// <summary>
/// Keeps the items of a block together if a worker can take them all, so that its providers are measured in the same minutes on the
/// same machine. A message goes to the rarest provider, with the items of all providers that every worker there serves too.
/// </summary>
internal static class HintRouting
{
    /// <param name="items">Items of one block, in order; some worker serves the provider of each.</param>
    /// <param name="workers">Workers that take work.</param>
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

    /// <summary>Any worker of a queue may receive its message.</summary>
    private static bool AreServedBySame(string provider, string other, IReadOnlyList<LiveWorker> workers) =>
        workers.Any(worker => worker.Providers.Contains(provider))
        && workers.Where(worker => worker.Providers.Contains(provider)).All(worker => worker.Providers.Contains(other));
}
