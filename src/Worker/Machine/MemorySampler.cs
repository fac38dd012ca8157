using System.Diagnostics;

namespace Persona.Bench.Worker.Machine;

/// <summary>
/// Samples this process's memory while iterations are in flight. One thread samples for all of them, every ten milliseconds, and
/// sleeps while there are none. Overlapping iterations share the process, so each reports the process's memory during its own time.
/// </summary>
internal sealed class MemorySampler : IDisposable
{
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(10);

    private readonly object _gate = new();
    private readonly List<MemorySpan> _active = [];
    private readonly IResidentMemory _memory;
    private readonly TimeSpan _interval;
    private Thread? _thread;
    private bool _disposed;
    private MemoryPoint _last;

    public MemorySampler()
        : this(OperatingSystem.IsLinux() ? new LinuxResidentMemory() : new PortableResidentMemory(), DefaultInterval)
    {
    }

    internal MemorySampler(IResidentMemory memory, TimeSpan interval) => (_memory, _interval) = (memory, interval);

    /// <summary>Starts measuring for one iteration, with an immediate sample.</summary>
    public MemorySpan Begin()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Sample();
            var span = new MemorySpan(this, _last, _memory.HighWater());
            _active.Add(span);
            if (_thread is null)
                StartThread();
            else if (_active.Count == 1)
                Monitor.Pulse(_gate);
            return span;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            Monitor.Pulse(_gate);
        }

        _thread?.Join();
        _memory.Dispose();
    }

    /// <summary>Takes a last sample and returns what the iteration used.</summary>
    internal MemoryUse End(MemorySpan span)
    {
        lock (_gate)
        {
            if (_disposed)
                return default;
            Sample();
            _active.Remove(span);
            return span.UseUntil(_last, _memory.HighWater());
        }
    }

    private void StartThread()
    {
        _thread = new Thread(SampleWhileActive) { IsBackground = true, Name = "memory sampler" };
        _thread.Start();
    }

    private void SampleWhileActive()
    {
        lock (_gate)
        {
            while (!_disposed)
            {
                if (_active.Count == 0)
                    Monitor.Wait(_gate);
                else if (!Monitor.Wait(_gate, _interval) && _active.Count > 0)
                    Sample();
            }
        }
    }

    private void Sample()
    {
        _last = _last.Then(Stopwatch.GetTimestamp(), _memory.Current());
        foreach (var span in _active)
            span.Include(_last);
    }
}
