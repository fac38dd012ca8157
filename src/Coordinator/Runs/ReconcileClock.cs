namespace Persona.Bench.Coordinator.Runs;

/// <summary>
/// Decides when expired leases are reconciled: at an interval, but not until a whole lease has passed since the coordinator's start or a store
/// outage. Until then workers may not have had time to renew their leases, and none should count as lost.
/// </summary>
internal sealed class ReconcileClock(CoordinatorOptions options, TimeProvider time)
{
    private long _last = time.GetTimestamp();
    private long _graceFrom = time.GetTimestamp();

    /// <summary>True once per interval.</summary>
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
