using Microsoft.Extensions.Time.Testing;
using Persona.Bench.Coordinator.Runs;

namespace Persona.Bench.Coordinator.Tests.Runs;

public class ReconcileClockTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Leases_are_polled_once_an_interval()
    {
        var clock = new ReconcileClock(new CoordinatorOptions { ReconcileInterval = TimeSpan.FromSeconds(2), Lease = TimeSpan.Zero }, _time);

        clock.IsDue().ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(2));
        clock.IsDue().ShouldBeTrue();
        clock.IsDue().ShouldBeFalse();
    }

    [Fact]
    public void After_the_store_was_away_workers_have_a_whole_lease_to_renew_before_anybody_is_taken_for_lost()
    {
        var clock = new ReconcileClock(new CoordinatorOptions { ReconcileInterval = TimeSpan.FromSeconds(2), Lease = TimeSpan.FromSeconds(30) }, _time);

        _time.Advance(TimeSpan.FromSeconds(100));
        clock.StoreWasAway();
        _time.Advance(TimeSpan.FromSeconds(29));
        clock.IsDue().ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        clock.IsDue().ShouldBeTrue();
    }

    [Fact]
    public void After_the_start_of_a_coordinator_workers_have_a_whole_lease_as_well()
    {
        var clock = new ReconcileClock(new CoordinatorOptions { ReconcileInterval = TimeSpan.FromSeconds(2), Lease = TimeSpan.FromSeconds(30) }, _time);

        _time.Advance(TimeSpan.FromSeconds(29));
        clock.IsDue().ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        clock.IsDue().ShouldBeTrue();
    }
}
