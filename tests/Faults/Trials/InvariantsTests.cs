using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Runs;
using Persona.Bench.Emulator.GroundTruth;
using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Paces;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Faults.Trials;

/// <summary>The invariants detect violations: each test spoils sound evidence in one way.</summary>
public sealed class InvariantsTests
{
    private const int Iterations = 3;

    [Fact]
    public void Sound_evidence_breaks_nothing() => Invariants.Broken(Sound()).ShouldBeEmpty();

    [Fact]
    public void A_lost_measurement_is_seen()
    {
        var sound = Sound();
        Broken(sound with { Measurements = [.. sound.Measurements.Skip(1)] }).ShouldContain(sentence => sentence.Contains("has 0 measurements"));
    }

    [Fact]
    public void A_second_measurement_is_seen()
    {
        var sound = Sound();
        Broken(sound with { Measurements = [.. sound.Measurements, sound.Measurements[0]] }).ShouldContain(sentence => sentence.Contains("is measured 2 times"));
    }

    [Fact]
    public void A_store_that_takes_a_row_twice_is_seen() =>
        Broken(Sound() with { Doubles = ["a second measurement"] }).ShouldContain("the store took a second measurement");

    [Fact]
    public void A_measurement_of_an_attempt_that_had_lost_the_fence_is_seen()
    {
        var sound = Sound();
        sound.Items[0].Attempt = 2;
        Broken(sound).ShouldContain(sentence => sentence.Contains("2 held the fence"));
    }

    [Fact]
    public void An_attempt_that_is_not_in_the_audit_is_seen()
    {
        var sound = Sound();
        Broken(sound with { Attempts = [.. sound.Attempts.Skip(1)] }).ShouldContain(sentence => sentence.Contains("recorded were the attempts []"));
    }

    [Fact]
    public void A_call_that_nothing_explains_is_seen()
    {
        var sound = Sound();
        var calls = Enumerable.Range(0, sound.WarmUps + 1).Select(number => CallOf($"unknown-{number}", "sha256:other"));
        Broken(sound with { Calls = [.. sound.Calls, .. calls] }).ShouldContain(sentence => sentence.Contains("1 more than"));
    }

    [Fact]
    public void Reported_warm_ups_explain_their_calls_and_those_of_a_killed_worker_no_more_than_it_can_have_made()
    {
        var sound = Sound();
        var told = new WarmUpRow { RunId = Guid.Empty, WorkerId = "w-1-a", Workload = BenchSettings.WorkloadName, Provider = "alpha", Calls = 3 };
        var calls = Enumerable.Range(0, 4).Select(number => CallOf($"warm-{number}", "sha256:other")).ToArray();
        sound.Allowance.WorkerKilled("w-1-", busy: 0);
        sound.Allowance.WorkerKilled("w-2-", busy: 0);

        Broken(sound with { Told = [told], Calls = [.. sound.Calls, .. calls] }).ShouldBeEmpty();
        Broken(sound with { Told = [told], Calls = [.. sound.Calls, .. calls, CallOf("more", "sha256:other")] }).ShouldContain(sentence => sentence.Contains("1 more than"));
    }

    [Fact]
    public void A_call_that_was_paid_twice_is_seen()
    {
        var sound = Sound();
        Broken(sound with { Calls = [.. sound.Calls, CallOf("again", "sha256:1")] }).ShouldContain(sentence => sentence.Contains("1 calls were paid twice"));
    }

    [Fact]
    public void A_run_that_is_complete_with_open_items_is_seen()
    {
        var sound = Sound();
        sound.Items[0].State = ItemState.Leased;
        Broken(sound).ShouldContain(sentence => sentence.Contains("with 1 open items"));
    }

    [Fact]
    public void A_run_that_takes_too_long_is_seen() =>
        Broken(Sound() with { Duration = TimeSpan.FromMinutes(1) }).ShouldContain(sentence => sentence.Contains("are allowed"));

    [Fact]
    public void A_run_may_take_longer_where_the_machine_is_slower() =>
        Broken(Sound() with { Duration = TimeSpan.FromMinutes(1), Pace = new Pace(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1)) }).ShouldBeEmpty();

    [Theory]
    [InlineData(90)]
    [InlineData(1500)]
    public void A_latency_that_is_not_the_providers_is_seen(double latencyMs)
    {
        var sound = Sound();
        Broken(sound with { Measurements = [.. sound.Measurements.Skip(1), sound.Measurements[0] with { LatencyMs = latencyMs }] })
            .ShouldContain(sentence => sentence.Contains("by the provider's log"));
    }

    [Fact]
    public void A_call_after_the_cancel_is_seen() =>
        Broken(Sound() with { CancelledAtNs = -2_000_000_000 }).ShouldContain(sentence => sentence.Contains("after the cancel"));

    private static IReadOnlyList<string> Broken(Evidence evidence) => Invariants.Broken(evidence);

    private static Evidence Sound()
    {
        var spec = BenchSettings.SpecOf(1, "sha256:00", Iterations) with { Providers = [new RunProvider("alpha", "emulated", "emulated")] };
        var items = Enumerable.Range(1, Iterations).Select(ItemOf).ToArray();
        return new Evidence
        {
            Spec = spec,
            State = RunState.Completed,
            Items = items,
            Attempts = [.. items.Select(AttemptOf)],
            Measurements = [.. items.Select(MeasurementOf)],
            Calls = [.. items.Select(item => CallOf($"request-{item.Iteration}", $"sha256:{item.Iteration}"))],
            Duration = TimeSpan.FromSeconds(1),
            Allowance = new Allowance(),
            Pace = new Pace(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(125)),
        };
    }

    private static WorkItemRow ItemOf(int iteration) => new()
    {
        Id = Guid.CreateVersion7(),
        RunId = Guid.Empty,
        Workload = BenchSettings.WorkloadName,
        Provider = "alpha",
        Iteration = iteration,
        Block = iteration,
        Position = 0,
        State = ItemState.Done,
        Attempt = 1,
    };

    private static AttemptRow AttemptOf(WorkItemRow item) =>
        new() { ItemId = item.Id, Attempt = 1, WorkerId = "worker", EndedAt = DateTimeOffset.UnixEpoch, Outcome = AttemptOutcome.Recorded };

    private static Measurement MeasurementOf(WorkItemRow item) => new()
    {
        ItemId = item.Id,
        RunId = item.RunId,
        Workload = item.Workload,
        Provider = item.Provider,
        Iteration = item.Iteration,
        Attempt = 1,
        WorkerId = "worker",
        Fingerprint = "sha256:00",
        StartedAt = DateTimeOffset.UnixEpoch,
        EndedAt = DateTimeOffset.UnixEpoch,
        Outcome = IterationOutcome.Succeeded,
        LatencyMs = 110,
        ApiCalls = 1,
        PersonasRequested = 1,
        RequestId = $"request-{item.Iteration}",
        PromptHash = $"sha256:{item.Iteration}",
    };

    private static GroundTruthRecord CallOf(string id, string promptHash) => new()
    {
        Request = 1,
        RequestId = id,
        Format = "openai",
        Path = "/",
        PromptHash = promptHash,
        Status = 200,
        End = RequestEnd.Completed,
        ArrivalNs = 0,
        EndNs = 100_000_000,
    };
}
