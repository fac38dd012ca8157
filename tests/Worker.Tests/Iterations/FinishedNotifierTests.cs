using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Persona.Bench.Worker.Iterations;

namespace Persona.Bench.Worker.Tests.Iterations;

public sealed class FinishedNotifierTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<Guid> _sent = [];

    [Fact]
    public void Notifications_that_come_while_one_is_in_flight_are_one()
    {
        var onItsWay = new TaskCompletionSource();
        var notifier = NotifierOf(() => onItsWay.Task);
        Guid[] items = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];

        foreach (var item in items)
        {
            notifier.Send(item);
        }

        _sent.ShouldBe([items[0]]);
        onItsWay.SetResult();
        _sent.ShouldBe([items[0], items[2]]);
    }

    [Fact]
    public void A_notification_that_is_lost_does_not_stop_the_next()
    {
        var notifier = NotifierOf(() => Task.FromException(new InvalidOperationException("no broker")));

        notifier.Send(Guid.Empty);
        notifier.Send(Guid.Empty);

        _sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_notification_that_never_ends_does_not_stop_the_next()
    {
        var notifier = NotifierOf(() => new TaskCompletionSource().Task);
        Guid[] items = [Guid.NewGuid(), Guid.NewGuid()];

        notifier.Send(items[0]);
        notifier.Send(items[1]);
        _sent.ShouldBe([items[0]]);
        _time.Advance(TimeSpan.FromSeconds(5));

        await Patience.UntilAsync(() => _sent.Count == items.Length, "the next notification");
        _sent.ShouldBe(items);
    }

    private FinishedNotifier NotifierOf(Func<Task> publish) => new(
        (notification, _) =>
        {
            _sent.Add(notification.RunId);
            return publish();
        },
        _time,
        NullLogger<FinishedNotifier>.Instance);
}
