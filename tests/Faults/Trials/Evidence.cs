using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;
using Persona.Bench.Emulator.GroundTruth;
using Persona.Bench.Faults.Paces;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Faults.Trials;

/// <summary>What is left of a trial: the rows of its run and, from the provider's own log, what was really called.</summary>
internal sealed record Evidence
{
    public required RunSpec Spec { get; init; }

    public required RunState State { get; init; }

    public required IReadOnlyList<WorkItemRow> Items { get; init; }

    public required IReadOnlyList<AttemptRow> Attempts { get; init; }

    public required IReadOnlyList<Measurement> Measurements { get; init; }

    /// <summary>Calls that arrived between the trial's begin and its end.</summary>
    public required IReadOnlyList<GroundTruthRecord> Calls { get; init; }

    /// <summary>From the submission to the end of the run.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>When a cancel was asked for, on the clock of the calls; null: it was not.</summary>
    public long? CancelledAtNs { get; init; }

    /// <summary>Rows that the store took though they are there already.</summary>
    public IReadOnlyList<string> Doubles { get; init; } = [];

    public required Allowance Allowance { get; init; }

    /// <summary>What this machine needs without a fault.</summary>
    public Pace Pace { get; init; } = Pace.Unbounded;

    public int Planned => Spec.Workloads.Sum(workload => workload.Workload.Iterations) * Spec.Providers.Count;

    public int Lost => Items.Count - Measurements.Select(measurement => measurement.ItemId).Intersect(Items.Select(item => item.Id)).Count();

    public int Duplicated => Measurements.Count - Measurements.DistinctBy(KeyOf).Count();

    /// <summary>What the workers told of their warm-ups.</summary>
    public IReadOnlyList<WarmUpRow> Told { get; init; } = [];

    /// <summary>Calls of warm-ups, all tries of them, by the product's own account.</summary>
    public int WarmUps => Told.Sum(row => row.Calls);

    /// <summary>The most that workers called in warm-ups in which they were killed, and so could not tell.</summary>
    public int UntoldWarmUps => Spec.Workloads.Sum(workload => workload.Workload.WarmUps * Allowance.CallsPerAttempt * Spec.Providers.Sum(
        provider => Allowance.Killed.Count(worker => !Told.Any(
            row => row.WorkerId.StartsWith(worker, StringComparison.Ordinal) && row.Provider == provider.Name && row.Calls >= workload.Workload.WarmUps))));

    /// <summary>Calls that ask for what no measured item asks.</summary>
    public int OtherCalls
    {
        get
        {
            var asked = Measurements.Select(measurement => measurement.PromptHash).ToHashSet();
            return Calls.Count(call => !asked.Contains(call.PromptHash));
        }
    }

    /// <summary>HTTP tries after the first, of the measurements.</summary>
    public int Retries => Measurements.Sum(measurement => Math.Max(0, measurement.ApiCalls - 1));

    /// <summary>Attempts that were begun and are not measured, whatever became of them.</summary>
    public int ExtraAttempts => Attempts.Count(attempt => attempt.Outcome != AttemptOutcome.Recorded);

    /// <summary>What these called at most; of those that came too late it is known.</summary>
    public int CallsOfExtraAttempts =>
        Attempts.Where(attempt => attempt.Outcome != AttemptOutcome.Recorded).Sum(attempt => attempt.HttpTries > 0 ? attempt.HttpTries : Allowance.CallsPerAttempt);

    /// <summary>Calls for items that are measured, beyond the measured call and its retries.</summary>
    public int ExtraCalls => Calls.Count - OtherCalls - Measurements.Count(measurement => measurement.PromptHash is not null) - Retries;

    /// <summary>Fails with what is broken.</summary>
    public void ShouldHold()
    {
        var broken = Invariants.Broken(this);
        Assert.True(broken.Count == 0, string.Join('\n', broken.Take(20)));
    }

    public static (string Workload, string Provider, int Iteration) KeyOf(Measurement measurement) =>
        (measurement.Workload, measurement.Provider, measurement.Iteration);
}
