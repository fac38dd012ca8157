using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Progress;

/// <summary>A run that calls nothing at a provider because calls of other runs are under way there.</summary>
/// <param name="Provider">Where.</param>
/// <param name="MostAtOnce">What the provider takes, as this process knows it; null: that is not known, or any number.</param>
/// <param name="Calls">Whose calls, the most first.</param>
internal sealed record CapacityWait(string Provider, int? MostAtOnce, IReadOnlyList<InFlightCalls> Calls)
{
    private const int MostNamed = 3;

    /// <summary>One line for people.</summary>
    public string Sentence
    {
        get
        {
            var calls = Calls.Sum(held => held.Calls);
            var of = MostAtOnce is { } most ? $"{calls} of {Figures.Count(most, "call", "calls")}" : Figures.Count(calls, "call", "calls");
            var holders = Calls.Take(MostNamed).Select(held => $"worker {Printable.Line(held.WorkerId)} of run {held.RunId}");
            var more = Calls.Count > MostNamed ? $" and {Calls.Count - MostNamed} more" : "";
            return $"waiting for a place at {Provider}: {of} in flight, held by {string.Join(", ", holders)}{more}";
        }
    }

    /// <param name="activity">Who works on the run, and who holds places of its providers.</param>
    /// <param name="mostAtOnce">What a provider takes, where that is known.</param>
    public static IReadOnlyList<CapacityWait> From(RunActivity activity, Func<string, int?> mostAtOnce) =>
    [
        .. activity.Elsewhere.GroupBy(held => held.Provider).Select(held => new CapacityWait(held.Key, mostAtOnce(held.Key), [.. held]))
            .Where(wait => wait.IsForCapacity(activity)),
    ];

    // Without the limit it is a place that is missing where a worker knows of the work and has nothing else to do.
    private bool IsForCapacity(RunActivity activity) => MostAtOnce is { } most
        ? Calls.Sum(held => held.Calls) >= most
        : activity.Open.Any(open => open.Provider == Provider && open.Hinted > 0) && activity.Serving(Provider).Any(worker => worker.Busy < worker.Slots);
}
