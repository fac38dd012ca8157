namespace Persona.Bench.Worker.Machine;

/// <summary>Memory measurement of one iteration; see <see cref="MemorySampler"/>.</summary>
internal sealed class MemorySpan : IDisposable
{
    private readonly MemorySampler _sampler;
    private readonly MemoryPoint _begin;
    private readonly long? _highWaterBefore;
    private long? _largest;
    private MemoryUse? _use;

    internal MemorySpan(MemorySampler sampler, MemoryPoint begin, long? highWater)
    {
        (_sampler, _begin, _highWaterBefore) = (sampler, begin, highWater);
        _largest = begin.Bytes;
    }

    /// <summary>What the process used since the beginning. Idempotent: later calls return the same value.</summary>
    public MemoryUse End() => _use ??= _sampler.End(this);

    /// <summary>Ends the measurement, if <see cref="End"/> has not.</summary>
    public void Dispose() => End();

    internal void Include(MemoryPoint point)
    {
        if (point.Bytes > (_largest ?? 0))
            _largest = point.Bytes;
    }

    // The high-water mark belongs to the process, so it applies to this span only if it rose during it. It then also covers
    // peaks between two samples.
    internal MemoryUse UseUntil(MemoryPoint end, long? highWater)
    {
        Include(end);
        var peak = highWater > _highWaterBefore && highWater > (_largest ?? 0) ? highWater : _largest;
        return new MemoryUse(
            peak is { } bytes ? MemoryUnits.ToMb(bytes) : null,
            MemoryPoint.Average(_begin, end) is { } average ? MemoryUnits.ToMb(average) : null);
    }
}

/// <summary>Resident set of the process during an iteration, 1 MB = 1,048,576 bytes; null where unavailable.</summary>
internal readonly record struct MemoryUse(double? PeakMb, double? AverageMb);
