using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Remote;

/// <summary>Why no worker works on some part of a run.</summary>
/// <param name="What">What is missing, such as <c>no live worker for openai</c>.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record Shortage(string What, string Remedy)
{
    /// <returns>Null if live workers can measure everything that is left.</returns>
    public static Shortage? OfWorkers(RunActivity activity)
    {
        OpenItems[] idle = [.. activity.Open.Where(open => open.Pending + open.InFlight > 0 && open.Held == 0 && !activity.Serving(open.Workload, open.Provider).Any())];
        string[] unserved =
        [
            .. idle.Select(open => open.Provider).Distinct(StringComparer.Ordinal)
                .Where(provider => !activity.Serving(provider).Any() && !activity.Open.Any(open => open.Provider == provider && open.Held > 0)),
        ];
        return unserved.Length > 0
            ? new Shortage(
                $"no live worker for {string.Join(", ", unserved)}",
                $"start one with PERSONA_BENCH_WORKER_PROVIDERS={string.Join(',', unserved)} or see 'persona benchmark workers'")
            : OfRefused([.. idle.Where(open => activity.Serving(open.Provider).Any())], activity);
    }

    private static Shortage? OfRefused(IReadOnlyList<OpenItems> refused, RunActivity activity) => refused.Count == 0
        ? null
        : new Shortage(
            $"no live worker can measure {string.Join(", ", refused.Select(open => $"{open.Workload} on {open.Provider}"))}",
            string.Join("; ", activity.Refusals.Where(refusal => refused.Any(open => refusal.IsOf(open.Workload, open.Provider)))
                .Select(refusal => $"{refusal.WorkerId}: {refusal.Reason}").Distinct()));

    /// <summary>Workers are live, but nothing tells them of the work. That is a problem only if it lasts.</summary>
    /// <returns>Null if hints or calls are in flight.</returns>
    public static Shortage? OfCoordinators(RunActivity activity) =>
        activity.Open.Any(open => open.Hinted + open.InFlight > 0) || !activity.Open.Any(open => open.Pending > 0)
            ? null
            : new Shortage("no coordinator has picked up the run", "start Persona.Bench.Coordinator on the same store and broker");
}
