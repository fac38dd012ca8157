using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Progress;

/// <summary>A run with no calls at a provider because calls of other runs take up its capacity.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="MostAtOnce">Concurrent calls that the provider allows, as this process knows it; null: unknown, or any number.</param>
/// <param name="Calls">The calls by holder, most calls first.</param>
internal sealed record CapacityWait(string Provider, int? MostAtOnce, IReadOnlyList<InFlightCalls> Calls)
{
    private const int MostNamed = 3;

    /// <summary>One line for the user.</summary>
    public string Sentence
    {
        get
        {
            var calls = Calls.Sum(held => held.Calls);
            var of = MostAtOnce is { } most ? $"{calls} of {Figures.Count(most, "call", "calls")}" : Figures.Count(calls, "call", "calls");
            var holders = Calls.Take(MostNamed).Select(held => $"worker {Printable.Line(held.WorkerId)} of run {held.RunId}");
            var more = Calls.Count > MostNamed ? $" and {Calls.Count - MostNamed} more" : "";
            return $"waiting for capacity at {Provider}: {of} in flight, held by {string.Join(", ", holders)}{more}";
        }
    }

    /// <param name="activity">Who works on the run, and who holds capacity of its providers.</param>
    /// <param name="mostAtOnce">Concurrent calls that a provider allows, if known.</param>
    public static IReadOnlyList<CapacityWait> From(RunActivity activity, Func<string, int?> mostAtOnce) =>
    [
        .. activity.Elsewhere.GroupBy(held => held.Provider).Select(held => new CapacityWait(held.Key, mostAtOnce(held.Key), [.. held]))
            .Where(wait => wait.IsForCapacity(activity)),
    ];

    // If the limit is unknown, capacity is missing when a worker knows of the work and has free slots.
    private bool IsForCapacity(RunActivity activity) => MostAtOnce is { } most
        ? Calls.Sum(held => held.Calls) >= most
        : activity.Open.Any(open => open.Provider == Provider && open.Hinted > 0) && activity.Serving(Provider).Any(worker => worker.Busy < worker.Slots);
}
