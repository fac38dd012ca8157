namespace Persona.Bench.Worker.Machine;

/// <summary>A sample, with the time integral of memory up to it: the average between two points is the difference of integrals over elapsed time.</summary>
/// <param name="Timestamp">Monotonic clock.</param>
/// <param name="Bytes">Resident bytes; null if unavailable.</param>
/// <param name="ByteTicks">Bytes times clock ticks since the first point, by the trapezoidal rule.</param>
internal readonly record struct MemoryPoint(long Timestamp, long? Bytes, double ByteTicks)
{
    public MemoryPoint Then(long timestamp, long? bytes)
    {
        var mean = (Bytes ?? bytes ?? 0) * 0.5 + (bytes ?? Bytes ?? 0) * 0.5;
        return new MemoryPoint(timestamp, bytes, Timestamp == 0 ? 0 : ByteTicks + mean * (timestamp - Timestamp));
    }

    /// <summary>Weighted by time, so that delayed samples on a busy machine count for the interval they cover.</summary>
    public static double? Average(MemoryPoint from, MemoryPoint to)
    {
        if (from.Bytes is not { } first || to.Bytes is not { } last)
            return null;
        return to.Timestamp > from.Timestamp
            ? (to.ByteTicks - from.ByteTicks) / (to.Timestamp - from.Timestamp)
            : (first + last) / 2.0;
    }
}
