using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;
using Persona.Bench.Emulator.GroundTruth;
using Persona.Bench.Faults.Paces;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Faults.Trials;

/// <summary>The results of a trial: the rows of its run and, from the provider's own log, the calls actually made.</summary>
internal sealed record Evidence
{
    public required RunSpec Spec { get; init; }

    public required RunState State { get; init; }

    public required IReadOnlyList<WorkItemRow> Items { get; init; }

    public required IReadOnlyList<AttemptRow> Attempts { get; init; }

    public required IReadOnlyList<Measurement> Measurements { get; init; }

    /// <summary>Calls that arrived between the start and the end of the trial.</summary>
    public required IReadOnlyList<GroundTruthRecord> Calls { get; init; }

    /// <summary>Time from submission to the end of the run.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>When the cancel was requested, on the clock of the calls; null if it was not.</summary>
    public long? CancelledAtNs { get; init; }

    /// <summary>Duplicate rows that the store accepted.</summary>
    public IReadOnlyList<string> Doubles { get; init; } = [];

    public required Allowance Allowance { get; init; }

    /// <summary>The pace of this machine without a fault.</summary>
    public Pace Pace { get; init; } = Pace.Unbounded;

    public int Planned => Spec.Workloads.Sum(workload => workload.Workload.Iterations) * Spec.Providers.Count;

    public int Lost => Items.Count - Measurements.Select(measurement => measurement.ItemId).Intersect(Items.Select(item => item.Id)).Count();

    public int Duplicated => Measurements.Count - Measurements.DistinctBy(KeyOf).Count();

    /// <summary>The warm-ups that the workers reported.</summary>
    public IReadOnlyList<WarmUpRow> Told { get; init; } = [];

    /// <summary>Warm-up calls, retries included, as the product counts them.</summary>
    public int WarmUps => Told.Sum(row => row.Calls);

    /// <summary>Upper bound of the unreported warm-up calls: those of workers killed in the warm-up.</summary>
    public int UntoldWarmUps => Spec.Workloads.Sum(workload => workload.Workload.WarmUps * Allowance.CallsPerAttempt * Spec.Providers.Sum(
        provider => Allowance.Killed.Count(worker => !Told.Any(
            row => row.WorkerId.StartsWith(worker, StringComparison.Ordinal) && row.Provider == provider.Name && row.Calls >= workload.Workload.WarmUps))));

    /// <summary>Calls whose prompt no measured item has.</summary>
    public int OtherCalls
    {
        get
        {
            var asked = Measurements.Select(measurement => measurement.PromptHash).ToHashSet();
            return Calls.Count(call => !asked.Contains(call.PromptHash));
        }
    }

    /// <summary>HTTP retries of the measurements.</summary>
    public int Retries => Measurements.Sum(measurement => Math.Max(0, measurement.ApiCalls - 1));

    /// <summary>Attempts that were started but not recorded, whatever their outcome.</summary>
    public int ExtraAttempts => Attempts.Count(attempt => attempt.Outcome != AttemptOutcome.Recorded);

    /// <summary>Upper bound of the calls of these attempts; exact for results that came too late.</summary>
    public int CallsOfExtraAttempts =>
        Attempts.Where(attempt => attempt.Outcome != AttemptOutcome.Recorded).Sum(attempt => attempt.HttpTries > 0 ? attempt.HttpTries : Allowance.CallsPerAttempt);

    /// <summary>Calls for measured items beyond the measured call and its retries.</summary>
    public int ExtraCalls => Calls.Count - OtherCalls - Measurements.Count(measurement => measurement.PromptHash is not null) - Retries;

    /// <summary>Fails with a list of the violated invariants.</summary>
    public void ShouldHold()
    {
        var broken = Invariants.Broken(this);
        Assert.True(broken.Count == 0, string.Join('\n', broken.Take(20)));
    }

    public static (string Workload, string Provider, int Iteration) KeyOf(Measurement measurement) =>
        (measurement.Workload, measurement.Provider, measurement.Iteration);
}
