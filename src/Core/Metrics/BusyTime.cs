using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Metrics;

/// <summary>
/// The iterations of a series on a clock that stops while none of them is in flight on any worker.
/// The gaps are other providers' turns, pauses of the run or this program's own work, not the provider's time.
/// </summary>
/// <param name="Spans">Start and end of each iteration in ms, in the order of the series.</param>
/// <param name="TotalMs">Total time with at least one iteration in flight.</param>
internal sealed record BusyTime(IReadOnlyList<Interval> Spans, double TotalMs)
{
    /// <summary>Null when a start or an end is unknown.</summary>
    /// <param name="inOrder">In the order of their starts.</param>
    public static BusyTime? From(IReadOnlyList<Observation> inOrder)
    {
        if (inOrder.Count == 0 || inOrder.Any(o => o.StartedMs is null || o.EndedMs is null))
        {
            return null;
        }

        var spans = new Interval[inOrder.Count];
        var (idle, busyUntil) = (0.0, 0.0);
        for (var i = 0; i < spans.Length; i++)
        {
            var (start, end) = (inOrder[i].StartedMs!.Value, inOrder[i].EndedMs!.Value);
            idle += Math.Max(0, start - busyUntil);
            busyUntil = Math.Max(busyUntil, Math.Max(start, end));
            spans[i] = new Interval(start - idle, Math.Max(start, end) - idle);
        }

        return new BusyTime(spans, busyUntil - idle);
    }
}
