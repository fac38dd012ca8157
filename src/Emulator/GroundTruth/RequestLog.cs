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

    /// <summary>Number of requests that have ended, including those no longer kept.</summary>
    public long Total { get; private set; }

    /// <summary>Completes, with the reason, when writing the ground-truth file fails; never if there is no file.</summary>
    public Task<string> FileRefused => _file?.Refused ?? Never;

    /// <summary>In the order in which the requests ended.</summary>
    public IReadOnlyList<GroundTruthRecord> Snapshot()
    {
        lock (_gate)
        {
            return [.. _records];
        }
    }

    /// <summary>The record of the request answered with this id; null if it is not, or no longer, in the log.</summary>
    public GroundTruthRecord? Find(string requestId)
    {
        lock (_gate)
        {
            return _records.FirstOrDefault(record => record.RequestId == requestId);
        }
    }

    /// <summary>Clears the records in memory; the file stays.</summary>
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
