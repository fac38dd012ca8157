using Persona.Bench.Worker.Iterations;

namespace Persona.Bench.Worker.Tests.Iterations;

public sealed class OpeningCallsTests
{
    private readonly OpeningCalls _calls = new();
    private DateTimeOffset _now = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_calls_open_as_many_connections_as_there_are_calls_at_a_time() =>
        Enumerable.Range(0, 5).Select(_ => Call(concurrency: 3)).ShouldBe([true, true, true, false, false]);

    [Fact]
    public void After_a_minute_without_any_they_count_anew()
    {
        Call(concurrency: 1).ShouldBeTrue();
        _now += TimeSpan.FromSeconds(59);
        Call(concurrency: 1).ShouldBeFalse();
        _now += TimeSpan.FromSeconds(60);
        Call(concurrency: 1).ShouldBeTrue();
        Call(concurrency: 1).ShouldBeFalse();
    }

    [Fact]
    public void A_long_call_is_no_pause()
    {
        _calls.Begin(2, _now).ShouldBeTrue();
        Call(concurrency: 2).ShouldBeTrue();
        _now += TimeSpan.FromMinutes(5);
        Call(concurrency: 2).ShouldBeFalse();
    }

    private bool Call(int concurrency)
    {
        var isOpening = _calls.Begin(concurrency, _now);
        _calls.End(_now);
        return isOpening;
    }
}
