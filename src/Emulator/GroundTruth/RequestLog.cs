namespace Persona.Bench.Emulator.GroundTruth;

/// <summary>The latest requests, oldest first. Safe for concurrent use.</summary>
public sealed class RequestLog
{
    private static readonly Task<string> Never = new TaskCompletionSource<string>().Task;

    private readonly Lock _gate = new();
    private readonly Queue<GroundTruthRecord> _records = new();
    private readonly int _capacity;
    private readonly GroundTruthFile? _file;

    internal RequestLog(int capacity, GroundTruthFile? file)
    {
        _capacity = capacity;
        _file = file;
    }

    /// <summary>Requests that have ended, those no longer kept included.</summary>
    public long Total { get; private set; }

    /// <summary>Completes, with the reason, when the file of the ground truth takes no more; never where there is none.</summary>
    public Task<string> FileRefused => _file?.Refused ?? Never;

    /// <summary>In the order in which they ended.</summary>
    public IReadOnlyList<GroundTruthRecord> Snapshot()
    {
        lock (_gate)
        {
            return [.. _records];
        }
    }

    /// <summary>The record of the request that was answered with this id; null: not (yet, or no longer) known.</summary>
    public GroundTruthRecord? Find(string requestId)
    {
        lock (_gate)
        {
            return _records.FirstOrDefault(record => record.RequestId == requestId);
        }
    }

    /// <summary>Forgets what is kept; the file stays.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _records.Clear();
        }
    }

    internal void Add(GroundTruthRecord record)
    {
        lock (_gate)
        {
            Total++;
            _records.Enqueue(record);
            if (_records.Count > _capacity)
            {
                _records.Dequeue();
            }
        }

        _file?.Add(record);
    }
}
