namespace Persona.Bench.Coordinator.Runs;

/// <summary>
/// When expired leases are looked at: at an interval, but after a coordinator's start, and after the store was away, not before a whole lease has
/// passed. Until then workers may not have had the time to renew what they hold, and nobody should be taken for lost.
/// </summary>
internal sealed class ReconcileClock(CoordinatorOptions options, TimeProvider time)
{
    private long _last = time.GetTimestamp();
    private long _graceFrom = time.GetTimestamp();

    /// <summary>True once at each interval.</summary>
    public bool IsDue()
    {
        if (time.GetElapsedTime(_graceFrom) < options.Lease)
        {
            return false;
        }

        if (time.GetElapsedTime(_last) < options.ReconcileInterval)
        {
            return false;
        }

        _last = time.GetTimestamp();
        return true;
    }

    public void StoreWasAway() => _graceFrom = time.GetTimestamp();
}
