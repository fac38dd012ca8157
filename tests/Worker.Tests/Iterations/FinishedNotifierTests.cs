using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Persona.Bench.Worker.Iterations;

namespace Persona.Bench.Worker.Tests.Iterations;

public sealed class FinishedNotifierTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<Guid> _sent = [];

    [Fact]
    public void Nudges_that_come_while_one_is_on_its_way_are_one()
    {
        var onItsWay = new TaskCompletionSource();
        var nudge = NudgeBy(() => onItsWay.Task);
        Guid[] items = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];

        foreach (var item in items)
        {
            nudge.Send(Guid.Empty, item);
        }

        _sent.ShouldBe([items[0]]);
        onItsWay.SetResult();
        _sent.ShouldBe([items[0], items[2]]);
    }

    [Fact]
    public void A_nudge_that_is_lost_does_not_stop_the_next()
    {
        var nudge = NudgeBy(() => Task.FromException(new InvalidOperationException("no broker")));

        nudge.Send(Guid.Empty, Guid.Empty);
        nudge.Send(Guid.Empty, Guid.Empty);

        _sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_nudge_that_never_ends_does_not_stop_the_next()
    {
        var nudge = NudgeBy(() => new TaskCompletionSource().Task);
        Guid[] items = [Guid.NewGuid(), Guid.NewGuid()];

        nudge.Send(Guid.Empty, items[0]);
        nudge.Send(Guid.Empty, items[1]);
        _sent.ShouldBe([items[0]]);
        _time.Advance(TimeSpan.FromSeconds(5));

        await Patience.UntilAsync(() => _sent.Count == items.Length, "the next nudge");
        _sent.ShouldBe(items);
    }

    private FinishedNotifier NudgeBy(Func<Task> publish) => new(
        (nudge, _) =>
        {
            _sent.Add(nudge.ItemId);
            return publish();
        },
        _time,
        NullLogger<FinishedNotifier>.Instance);
}
