using System.Text.Json;
using Microsoft.Extensions.Options;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage;
using Persona.Bench.Worker.Batching;

namespace Persona.Bench.Worker.Recording;

/// <summary>
/// Keeps results on disk until they are in the store: one file of JSON lines per worker, readable only by its owner, open and
/// locked while the worker lives. The next worker on the machine replays the file of a dead worker.
/// </summary>
internal sealed class Spool : IDisposable
{
    // Truncating costs as much as writing a line, so it is done rarely; results replayed twice are recorded once.
    private const long LargestLength = 1024 * 1024;

    internal const int ProbeLength = 64 * 1024;

    private readonly FileStream _file;
    private readonly Lock _lock = new();
    private readonly RequestBatcher<byte[], bool> _appending;
    private byte[] _header = [];
    private int _unrecorded;

    public Spool(IOptions<WorkerOptions> options)
    {
        SpoolFolder.Create(options.Value.SpoolFolder);
        _file = SpoolFolder.Open(SpoolFolder.PathOf(options.Value.SpoolFolder, options.Value.WorkerId), FileMode.CreateNew);
        _appending = new RequestBatcher<byte[], bool>(lines =>
        {
            Append(lines);
            return Task.FromResult<IReadOnlyList<bool>>(new bool[lines.Count]);
        });
    }

    public string Path => _file.Name;

    /// <summary>Names the store the results belong to; call before the first result, which is written together with this header.</summary>
    public void BelongsTo(SpoolHeader header)
    {
        lock (_lock)
        {
            _header = header.ToLine();
        }
    }

    /// <summary>Returns once the result is on disk.</summary>
    /// <exception cref="IOException">The result cannot be written.</exception>
    public Task AppendAsync(Measurement result) =>
        _appending.AskAsync([.. JsonSerializer.SerializeToUtf8Bytes(result, StorageJson.Default.Measurement), (byte)'\n']);

    /// <summary>True when the disk has room for a result; the probe leaves nothing behind.</summary>
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

    /// <summary>Called when the store has recorded results. Once it has all of them, a file over 1 MB is truncated.</summary>
    public void Forget(int count)
    {
        lock (_lock)
        {
            _unrecorded -= count;
            if (_unrecorded == 0 && _file.Length > LargestLength)
            {
                // Keeps the header.
                _file.SetLength(_header.Length);
            }
        }
    }

    /// <summary>Whether a write failed because of the disk: full, gone, or over the process's file size limit, where .NET throws another type.</summary>
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
            // A partial line would corrupt the next one.
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
