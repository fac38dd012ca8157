namespace Persona.Bench.Worker.Tests.Iterations;

/// <summary>The system clock, which can jump ahead as if the process had been suspended.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long _jumpedTicks;
    private long _jumpedUtcTicks;

    /// <summary>The process was stopped for a while.</summary>
    public void Stand(TimeSpan duration)
    {
        Interlocked.Add(ref _jumpedTicks, duration.Ticks);
        Interlocked.Add(ref _jumpedUtcTicks, duration.Ticks);
    }

    /// <summary>The machine slept: the monotonic clock stopped too.</summary>
    public void Sleep(TimeSpan duration) => Interlocked.Add(ref _jumpedUtcTicks, duration.Ticks);

    /// <summary>Somebody set the machine's clock back.</summary>
    public void SetBack(TimeSpan duration) => Interlocked.Add(ref _jumpedUtcTicks, -duration.Ticks);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Interlocked.Read(ref _jumpedTicks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _jumpedUtcTicks));
}
