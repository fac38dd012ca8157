using System.Text;
using System.Threading.Channels;

namespace Persona.Bench.Emulator.GroundTruth;

/// <summary>Appends records to a file in the background, so that no answer waits for the disk.</summary>
internal sealed class GroundTruthFile : IAsyncDisposable
{
    private readonly Channel<GroundTruthRecord> _records =
        Channel.CreateUnbounded<GroundTruthRecord>(new() { SingleReader = true, AllowSynchronousContinuations = false });

    private readonly TaskCompletionSource<string> _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StreamWriter _writer;
    private readonly Task _writing;

    private GroundTruthFile(StreamWriter writer)
    {
        _writer = writer;
        _writing = Task.Run(WriteAsync);
    }

    /// <exception cref="EmulatorException">The file cannot be written.</exception>
    public static GroundTruthFile Open(string path)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            return new(new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new EmulatorException($"The ground truth cannot be written to '{path}': {e.Message} Choose another file.", e);
        }
    }

    /// <summary>Completes, with the reason, when a write fails: later records are not in the file.</summary>
    public Task<string> Refused => _refused.Task;

    public void Add(GroundTruthRecord record) => _records.Writer.TryWrite(record);

    /// <summary>Returns when every record is in the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _records.Writer.TryComplete();
        await _writing;
        await TryAsync(async () => await _writer.DisposeAsync());
    }

    private async Task WriteAsync()
    {
        while (await _records.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await TryAsync(WriteWaitingAsync);
        }
    }

    private async Task WriteWaitingAsync()
    {
        while (_records.Reader.TryRead(out var record))
        {
            // Stops at the first failure: a file with gaps would not be ground truth.
            if (!Refused.IsCompleted)
            {
                await _writer.WriteAsync(GroundTruthJson.ToLine(record));
                await _writer.WriteAsync('\n');
            }
        }

        await _writer.FlushAsync(CancellationToken.None);
    }

    private async Task TryAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            _refused.TrySetResult(e.Message.TrimEnd('.'));
        }
    }
}
