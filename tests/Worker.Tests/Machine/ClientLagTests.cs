using System.Diagnostics;
using Persona.Bench.Worker.Machine;

namespace Persona.Bench.Worker.Tests.Machine;

public sealed class ClientLagTests
{
    [Fact]
    public async Task A_call_that_is_long_enough_knows_how_late_the_process_was()
    {
        using var lag = new ClientLag();
        double? late = null;
        var start = Stopwatch.GetTimestamp();

        await Patience.UntilAsync(
            async () =>
            {
                var begin = lag.Begin();
                await Task.Delay(50, TestContext.Current.CancellationToken);
                late = lag.End(begin);
                return late is not null;
            },
            "a look at the clock");

        late.ShouldNotBeNull().ShouldBeInRange(0, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    [Fact]
    public void A_call_shorter_than_a_look_knows_nothing()
    {
        using var lag = new ClientLag();
        double? late = 0;

        // A test that is held up for twenty milliseconds tries again.
        for (var tries = 0; late is not null && tries < 100; tries++)
            late = lag.End(lag.Begin());

        late.ShouldBeNull();
    }
}
