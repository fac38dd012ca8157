using System.Diagnostics;

namespace Persona.Bench.Emulator.Pacing;

/// <summary>
/// Continues waiting requests at absolute moments, some microseconds late instead of the millisecond or more of a timer.
/// </summary>
/// <remarks>
/// One thread of its own sleeps until shortly before the earliest deadline, naps through the rest and spins for the last few
/// microseconds; what was waiting goes on inline on this thread, so no queue of the thread pool lies between deadline and
/// send. It must therefore only do what a chunk needs: write and flush. One thread serves all requests, so that sixteen
/// streams do not spin on the two cores that the client needs too.
/// </remarks>
internal sealed class Pacer : IDisposable
{
    /// <summary>From here on short naps instead of a wait on the lock, which may be late by a tick of the clock.</summary>
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

    /// <summary>Completes on the pacing thread at the timestamp; at once, on the caller's, when that has passed.</summary>
    public async ValueTask WaitUntilAsync(long timestamp, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Stopwatch.GetTimestamp() >= timestamp)
        {
            return;
        }

        // No RunContinuationsAsynchronously: going on inline is the point.
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

    /// <summary>The next waiting request, once its time has come; null: disposed.</summary>
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

    /// <summary>Waits, under the lock, until the earliest deadline is near; returns the ticks left.</summary>
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
