using Persona.Bench.Worker.Machine;
using Persona.Bench.Worker.Tests.Iterations;

namespace Persona.Bench.Worker.Tests.Machine;

public sealed class SuspensionWatchTests
{
    private readonly JumpingClock _clock = new();

    [Fact]
    public void A_process_that_was_stopped_or_slept_with_its_machine_is_noticed_each_time()
    {
        using var watch = new SuspensionWatch(_clock);
        watch.Count.ShouldBe(0);

        _clock.Stand(TimeSpan.FromSeconds(3));
        watch.Count.ShouldBe(1);
        watch.Count.ShouldBe(1);
        _clock.Sleep(TimeSpan.FromSeconds(3));
        watch.Count.ShouldBe(2);
    }

    [Fact]
    public void A_short_stop_and_a_clock_that_is_set_back_are_no_suspension()
    {
        using var watch = new SuspensionWatch(_clock);

        _clock.Stand(TimeSpan.FromSeconds(1));
        _clock.SetBack(TimeSpan.FromHours(1));

        watch.Count.ShouldBe(0);
    }

    [Fact]
    public async Task The_watch_notices_by_itself_and_its_thread_ends_with_it()
    {
        var watch = new SuspensionWatch(_clock);
        await watch.StartAsync(TestContext.Current.CancellationToken);
        _clock.Stand(TimeSpan.FromSeconds(3));
        await Patience.UntilAsync(() => watch.Count == 1, "the suspension");

        // Disposed without a stop, as when the host fails to start. A thread still watching would crash the process.
        watch.Dispose();
        watch.IsWatching.ShouldBeFalse();
    }
}
