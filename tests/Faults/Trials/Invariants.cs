using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;
using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Paces;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Faults.Trials;

/// <summary>What must hold after every fault. Each method returns the violations as sentences; empty if there are none.</summary>
internal static class Invariants
{
    private const int Attempts = 3;

    private const double MostLate = 0.2;

    public static IReadOnlyList<string> Broken(Evidence evidence) =>
    [
        .. EachItemIsMeasuredOnce(evidence),
        .. EachMeasurementHeldTheFence(evidence),
        .. evidence.Doubles.Select(what => $"the store took {what}"),
        .. NoCallIsUnaccounted(evidence),
        .. NoFaultCostsMoreThanItMay(evidence),
        .. NothingIsOpen(evidence),
        .. Late(evidence),
    ];

    /// <summary>Violations of time limits that this machine's pace does not explain.</summary>
    public static IReadOnlyList<string> Late(Evidence evidence) =>
        [.. TheRunEndsInTime(evidence), .. LatencyIsTheProviders(evidence), .. NothingBeginsAfterTheCancel(evidence)];

    /// <summary>Each item has exactly one measurement, with unique keys; cancelled items have none.</summary>
    public static IEnumerable<string> EachItemIsMeasuredOnce(Evidence evidence)
    {
        if (evidence.Items.Count != evidence.Planned)
        {
            yield return $"{evidence.Planned} items were planned, but {evidence.Items.Count} are in the store";
        }

        var measured = evidence.Measurements.ToLookup(measurement => measurement.ItemId);
        foreach (var item in evidence.Items.Where(item => measured[item.Id].Count() != (item.State == ItemState.Cancelled ? 0 : 1)))
        {
            yield return $"item {item.Provider}/{item.Iteration} ({item.State}, attempt {item.Attempt}) has {measured[item.Id].Count()} measurements";
        }

        foreach (var key in evidence.Measurements.CountBy(Evidence.KeyOf).Where(key => key.Value > 1))
        {
            yield return $"{key.Key} is measured {key.Value} times";
        }
    }

    /// <summary>Each measurement belongs to its item's last attempt, and the audit shows that exactly this attempt was recorded.</summary>
    public static IEnumerable<string> EachMeasurementHeldTheFence(Evidence evidence)
    {
        var items = evidence.Items.ToDictionary(item => item.Id);
        var recorded = evidence.Attempts.Where(attempt => attempt.Outcome == AttemptOutcome.Recorded).ToLookup(attempt => attempt.ItemId);
        foreach (var measurement in evidence.Measurements)
        {
            if (items[measurement.ItemId].Attempt != measurement.Attempt)
            {
                yield return $"{Name(measurement)} belongs to attempt {measurement.Attempt}, but {items[measurement.ItemId].Attempt} held the fence";
            }

            var attempts = recorded[measurement.ItemId].Select(attempt => attempt.Attempt).ToArray();
            // Given up by the coordinator: no worker recorded it.
            int[] expected = measurement.ErrorKind == ErrorKind.WorkerLost ? [] : [measurement.Attempt];
            if (!attempts.SequenceEqual(expected))
            {
                yield return $"{Name(measurement)} belongs to attempt {measurement.Attempt}, but recorded were the attempts [{string.Join(", ", attempts)}]";
            }
        }
    }

    /// <summary>
    /// Calls ≤ items + warm-ups as the product counts them + HTTP retries + attempts that were lost, superseded, tainted or released.
    /// Only a worker killed in a warm-up may have made calls without reporting them.
    /// </summary>
    public static IEnumerable<string> NoCallIsUnaccounted(Evidence evidence)
    {
        var calls = evidence.Calls.Count;
        var most = evidence.Measurements.Count + evidence.WarmUps + evidence.UntoldWarmUps + evidence.Retries + evidence.CallsOfExtraAttempts;
        if (calls > most)
        {
            yield return $"the provider was called {calls} times, {calls - most} more than {evidence.Measurements.Count} measurements, {evidence.WarmUps} "
                + $"reported warm-up calls, {evidence.UntoldWarmUps} unreported ones, {evidence.Retries} retries and {evidence.CallsOfExtraAttempts} "
                + $"calls of attempts without a measurement explain; {evidence.OtherCalls} were warm-ups";
        }

        var answered = evidence.Calls.Select(call => call.RequestId).ToHashSet();
        foreach (var measurement in evidence.Measurements.Where(measurement => measurement.RequestId is { } id && !answered.Contains(id)))
        {
            yield return $"{Name(measurement)} belongs to request {measurement.RequestId}, which is not in the provider's log";
        }

        foreach (var request in evidence.Measurements.Select(measurement => measurement.RequestId).OfType<string>().CountBy(id => id)
            .Where(request => request.Value > 1))
        {
            yield return $"request {request.Key} is measured {request.Value} times";
        }
    }

    /// <summary>Calls paid twice are at most the busy slots at each kill plus the items whose lease the fault itself took away.</summary>
    public static IEnumerable<string> NoFaultCostsMoreThanItMay(Evidence evidence)
    {
        if (evidence.ExtraCalls > evidence.Allowance.ExtraCalls)
        {
            var attempts = evidence.Attempts.Where(attempt => attempt.Outcome != AttemptOutcome.Recorded).CountBy(attempt => (attempt.Outcome, attempt.WorkerId));
            var list = string.Join(", ", attempts.Select(attempt => $"{attempt.Value} {attempt.Key.Outcome} by {attempt.Key.WorkerId}"));
            yield return $"{evidence.ExtraCalls} calls were paid twice, but the faults explain only {evidence.Allowance.ExtraCalls}; unused attempts: {list}";
        }
    }

    /// <summary>An ended run has no open items.</summary>
    public static IEnumerable<string> NothingIsOpen(Evidence evidence)
    {
        var expected = evidence.CancelledAtNs is null ? RunState.Completed : RunState.Cancelled;
        if (evidence.State != expected)
        {
            yield return $"the run is {evidence.State}, not {expected}";
        }

        var open = evidence.Items.Count(item => item.State is ItemState.Pending or ItemState.Leased);
        if (open > 0)
        {
            yield return $"the run is {evidence.State} with {open} open items";
        }
    }

    /// <summary>The run ends within lease + deadline × attempts + outage + a multiple of its duration without a fault.</summary>
    public static IEnumerable<string> TheRunEndsInTime(Evidence evidence)
    {
        var most = EndsWithin(evidence.Allowance, evidence.Pace);
        if (evidence.Duration > most)
        {
            yield return $"the run took {evidence.Duration.TotalSeconds:F1} s, but only {most.TotalSeconds:F1} s are allowed; "
                + $"a run without a fault takes {evidence.Pace.Run.TotalSeconds:F1} s";
        }
    }

    /// <summary>See <see cref="TheRunEndsInTime"/>.</summary>
    public static TimeSpan EndsWithin(Allowance allowance, Pace pace) =>
        BenchSettings.Lease + BenchSettings.CallDeadline * Attempts + allowance.Outage + pace.LongestRun;

    /// <summary>
    /// A recorded latency is the one in the provider's own log plus a little for the network, never shorter. On an overloaded machine
    /// a few answers wait longer.
    /// </summary>
    public static IEnumerable<string> LatencyIsTheProviders(Evidence evidence)
    {
        var calls = evidence.Calls.ToDictionary(call => call.RequestId);
        var late = 0;
        foreach (var measurement in evidence.Measurements.Where(measurement => measurement is { Outcome: IterationOutcome.Succeeded, RequestId: not null }))
        {
            if (!calls.TryGetValue(measurement.RequestId!, out var call) || measurement.LatencyMs is not { } latency)
            {
                continue;
            }

            var difference = TimeSpan.FromMilliseconds(latency - call.LatencyMs) - evidence.Allowance.LatencyInflation;
            late += difference > evidence.Pace.LatencySlack ? 1 : 0;
            if (latency < call.LatencyMs - 2 || difference > evidence.Pace.MostLatencySlack)
            {
                yield return $"{Name(measurement)} took {latency:F1} ms, but by the provider's log {call.LatencyMs:F1} ms";
            }
        }

        if (late > evidence.Measurements.Count * MostLate)
        {
            yield return $"{late} of {evidence.Measurements.Count} latencies are more than {evidence.Pace.LatencySlack.TotalMilliseconds:F0} ms longer than the provider's";
        }
    }

    /// <summary>No call begins later than one renewal interval, a third of the lease, after a cancel.</summary>
    public static IEnumerable<string> NothingBeginsAfterTheCancel(Evidence evidence)
    {
        if (evidence.CancelledAtNs is not { } cancelled)
        {
            yield break;
        }

        var latest = cancelled + ((BenchSettings.Lease / 3) + evidence.Pace.LatencySlack).TotalNanoseconds;
        foreach (var call in evidence.Calls.Where(call => call.ArrivalNs > latest))
        {
            yield return $"a call began {(call.ArrivalNs - cancelled) / 1e6:F0} ms after the cancel";
        }
    }

    private static string Name(Measurement measurement) => $"measurement {measurement.Provider}/{measurement.Iteration}";
}
