using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Cli.Tests.Commands.Workers;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Tests.Execution.Progress;

public sealed class CapacityWatchTests
{
    private static readonly Guid Other = Guid.Parse("0197a3c2-5d10-7c3e-9a51-3f0d8a2b4c6e");
    private static readonly Guid Third = Guid.Parse("0197a3c2-5d10-7c3e-9a51-3f0d8a2b4c6f");
    private readonly SteppedClock _time = new();
    private readonly List<string> _said = [];

    [Fact]
    public void What_is_waited_for_is_said_once_with_who_has_it_and_so_is_its_end()
    {
        var watch = new CapacityWatch(_ => 1, _said.Add, _time);

        Look(watch, Of(new InFlightCalls("ollama", Other, "w1", 1)));
        _said.ShouldBeEmpty();
        Look(watch, Of(new InFlightCalls("ollama", Other, "w1", 1)));
        Look(watch, Of(new InFlightCalls("ollama", Other, "w2", 1)));
        Look(watch, Of(new InFlightCalls("ollama", Third, "w2", 1)));
        Look(watch, Of());
        Look(watch, Of());

        _said.ShouldBe(
        [
            $"waiting for capacity at ollama: 1 of 1 call in flight, held by worker w1 of run {Other}",
            $"waiting for capacity at ollama: 1 of 1 call in flight, held by worker w2 of run {Third}",
            "no longer waiting for capacity at ollama",
        ]);
    }

    [Fact]
    public void While_there_is_capacity_nothing_is_waited_for()
    {
        var watch = new CapacityWatch(_ => 2, _said.Add, _time);

        Look(watch, Of(new InFlightCalls("ollama", Other, "w1", 1)));
        Look(watch, Of(new InFlightCalls("ollama", Other, "w1", 1)));

        _said.ShouldBeEmpty();
    }

    [Fact]
    public void Without_the_limit_a_worker_that_knows_of_the_work_and_is_idle_shows_it()
    {
        var places = new InFlightCalls("ollama", Other, "w1", 2);
        var idle = SampleWorkers.Some()[0] with { Providers = ["ollama"], Slots = 4, Busy = 2 };

        CapacityWait.From(Of(places), _ => null).ShouldBeEmpty();
        CapacityWait.From(Of(places) with { Live = [idle with { Busy = 4 }] }, _ => null).ShouldBeEmpty();
        CapacityWait.From(Of(places) with { Live = [idle] }, _ => null).ShouldHaveSingleItem().Sentence
            .ShouldBe($"waiting for capacity at ollama: 2 calls in flight, held by worker w1 of run {Other}");
    }

    private void Look(CapacityWatch watch, RunActivity activity)
    {
        watch.Examine(activity);
        _time.Seconds++;
    }

    private static RunActivity Of(params InFlightCalls[] held) => new()
    {
        Open = [new OpenItems("standard", "ollama", 5, 2, 0, 0)],
        Workers = [],
        Live = [],
        Refusals = [],
        Elsewhere = held,
    };

    private sealed class SteppedClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
