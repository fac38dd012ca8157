using Microsoft.Extensions.Time.Testing;

namespace Persona.Bench.Hosting.Tests.Services;

public sealed class StopDeadlineTests
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(95);

    [Fact]
    public void Passes_so_long_after_the_stop_began_and_not_before()
    {
        var time = new FakeTimeProvider();
        using var stopping = new CancellationTokenSource();
        using var deadline = new StopDeadline(AtMost, time, stopping.Token);

        time.Advance(TimeSpan.FromDays(100));
        deadline.Passed.IsCancellationRequested.ShouldBeFalse();
        stopping.Cancel();
        time.Advance(AtMost - TimeSpan.FromMilliseconds(1));
        deadline.Passed.IsCancellationRequested.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(1));

        deadline.Passed.IsCancellationRequested.ShouldBeTrue();
    }
}
