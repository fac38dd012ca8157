using System.Text.Json;
using Microsoft.Extensions.Options;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage;

namespace Persona.Bench.Worker.Recording;

/// <summary>
/// Results on disk before they are in the store: a file of JSON lines per worker, readable by its owner only, held open and
/// locked as long as the worker lives. What stands in the file of a dead worker is replayed by the next one on the machine.
/// </summary>
internal sealed class Spool : IDisposable
{
    // Emptying the file costs as much as writing a line; what stands in it twice is recorded once.
    private const long LargestLength = 1024 * 1024;

    internal const int ProbeLength = 64 * 1024;

    private readonly FileStream _file;
    private readonly Lock _lock = new();
    private readonly GroupCommit<byte[]> _appending;
    private byte[] _header = [];
    private int _unrecorded;

    public Spool(IOptions<WorkerOptions> options)
    {
        SpoolFolder.Create(options.Value.SpoolFolder);
        _file = SpoolFolder.Open(SpoolFolder.PathOf(options.Value.SpoolFolder, options.Value.WorkerId), FileMode.CreateNew);
        _appending = new GroupCommit<byte[]>(Append);
    }

    public string Path => _file.Name;

    /// <summary>Says, before the first result, whose the results are. Written with the first of them.</summary>
    public void BelongsTo(SpoolHeader header)
    {
        lock (_lock)
        {
            _header = header.ToLine();
        }
    }

    /// <summary>Returns once the result is on the disk.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public Task AppendAsync(Measurement result) =>
        _appending.CommitAsync([.. JsonSerializer.SerializeToUtf8Bytes(result, StorageJson.Default.Measurement), (byte)'\n']);

    /// <summary>True when the disk takes as much as a result; nothing of it stays.</summary>
    public bool TakesResults()
    {
        lock (_lock)
        {
            var before = _file.Length;
            try
            {
                Write(new byte[ProbeLength]);
                _file.SetLength(before);
                return true;
            }
            catch (Exception exception) when (IsOfDisk(exception))
            {
                return false;
            }
        }
    }

    /// <summary>The store has them. When it has all, the file is cut to nothing now and then.</summary>
    public void Forget(int count)
    {
        lock (_lock)
        {
            _unrecorded -= count;
            if (_unrecorded == 0 && _file.Length > LargestLength)
            {
                // Whose they are stays.
                _file.SetLength(_header.Length);
            }
        }
    }

    /// <summary>The disk does not take it: full, gone, or beyond the size of files that this process may write, which .NET says in a way of its own.</summary>
    public static bool IsOfDisk(Exception exception) => exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    private void Append(IReadOnlyList<byte[]> lines)
    {
        using var bytes = new MemoryStream();
        foreach (var line in lines)
        {
            bytes.Write(line);
        }

        lock (_lock)
        {
            Write(_file.Length == 0 ? [.. _header, .. bytes.ToArray()] : bytes.ToArray());
            _unrecorded += lines.Count;
        }
    }

    private void Write(byte[] bytes)
    {
        var before = _file.Length;
        try
        {
            _file.Write(bytes);
            _file.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            // A full disk: half a line would spoil the next one.
            _file.SetLength(before);
            throw;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            var empty = _unrecorded == 0;
            _file.Dispose();
            if (empty)
            {
                File.Delete(_file.Name);
            }
        }
    }
}
