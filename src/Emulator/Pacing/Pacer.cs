using System.Diagnostics;

namespace Persona.Bench.Emulator.Pacing;

/// <summary>
/// Resumes waiting requests at absolute timestamps, some microseconds late instead of the millisecond or more of a timer.
/// </summary>
/// <remarks>
/// A dedicated thread sleeps until shortly before the earliest deadline, takes short naps after that, and spins for the last few
/// microseconds. Continuations run inline on this thread, so no thread-pool queue lies between deadline and send. They must
/// therefore do only what a chunk needs: write and flush. One thread serves all requests, so that sixteen streams do not spin
/// on the two cores that the client needs too.
/// </remarks>
internal sealed class Pacer : IDisposable
{
    /// <summary>Within this margin the thread naps instead of waiting on the lock, which may be late by one clock tick.</summary>
    private static readonly long CoarseMargin = Ticks(OperatingSystem.IsWindows() ? 16 : 2);

    private readonly PriorityQueue<TaskCompletionSource, long> _waiting = new();
    private readonly object _gate = new();
    private readonly Thread _thread;
    private bool _disposed;

    public Pacer()
    {
        _thread = new(Run) { IsBackground = true, Name = "emulator pacing" };
        _thread.Start();
    }

    /// <summary>Completes on the pacing thread at the timestamp; if that has passed, immediately on the caller's thread.</summary>
    public async ValueTask WaitUntilAsync(long timestamp, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Stopwatch.GetTimestamp() >= timestamp)
        {
            return;
        }

        // Without RunContinuationsAsynchronously, because the continuation must run inline.
        var reached = new TaskCompletionSource();
        await using var registration = cancellationToken.UnsafeRegister(Cancel, (reached, cancellationToken));
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _waiting.Enqueue(reached, timestamp);
            if (_waiting.Peek() == reached)
            {
                Monitor.Pulse(_gate);
            }
        }

        await reached.Task;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.Pulse(_gate);
        }

        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

    private static long Ticks(double milliseconds) => (long)(milliseconds * Stopwatch.Frequency / 1000);

    private static void Cancel(object? state)
    {
        var (reached, cancellationToken) = ((TaskCompletionSource, CancellationToken))state!;
        reached.TrySetCanceled(cancellationToken);
    }

    private void Run()
    {
        PreciseSleep.SharpenThisThread();
        while (Next() is { } due)
        {
            due.TrySetResult();
        }

        CancelAll();
    }

    /// <summary>Waits for the next request to become due; null when disposed.</summary>
    private TaskCompletionSource? Next()
    {
        while (true)
        {
            long remaining;
            lock (_gate)
            {
                remaining = WaitForDeadline();
                if (_disposed)
                {
                    return null;
                }

                if (remaining <= 0)
                {
                    return _waiting.Dequeue();
                }
            }

            PreciseSleep.Nap(remaining);
        }
    }

    /// <summary>Waits on the lock until the earliest deadline is near; returns the remaining ticks.</summary>
    private long WaitForDeadline()
    {
        while (!_disposed)
        {
            if (!_waiting.TryPeek(out _, out var deadline))
            {
                Monitor.Wait(_gate);
                continue;
            }

            var remaining = deadline - Stopwatch.GetTimestamp();
            if (remaining <= CoarseMargin)
            {
                return remaining;
            }

            var coarse = (remaining - CoarseMargin) * 1000 / Stopwatch.Frequency;
            Monitor.Wait(_gate, (int)Math.Clamp(coarse, 1, 60_000));
        }

        return 0;
    }

    private void CancelAll()
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var left, out _))
            {
                left.TrySetCanceled(CancellationToken.None);
            }
        }
    }
}
