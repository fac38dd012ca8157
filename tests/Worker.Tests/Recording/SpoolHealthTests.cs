using Microsoft.Extensions.Time.Testing;
using Persona.Bench.Storage.Tests.Queue;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Worker.Tests.Recording;

public sealed class SpoolHealthTests
{
    private readonly FakeTimeProvider _time = new();
    private bool _diskTakes;

    [Fact]
    public async Task While_all_is_well_nobody_waits_and_the_disk_is_not_tried()
    {
        var health = new SpoolHealth(() => throw new InvalidOperationException("tried"), _time);

        await health.UntilWritableAsync(TestStore.Token);

        health.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task After_a_failed_write_claims_wait_until_the_disk_takes_something_again()
    {
        var health = new SpoolHealth(() => _diskTakes, _time);
        health.Failed("no space left");

        var waiting = health.UntilWritableAsync(TestStore.Token);
        _time.Advance(TimeSpan.FromSeconds(1));
        waiting.IsCompleted.ShouldBeFalse();
        health.Problem.ShouldBe("no space left");
        _diskTakes = true;
        _time.Advance(TimeSpan.FromSeconds(1));
        await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestStore.Token);

        health.Problem.ShouldBeNull();
    }
}
