using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Recording;

/// <summary>Records what dead workers of this machine had measured and not yet recorded.</summary>
public sealed partial class SpoolReplay(IWorkQueue queue, IOptions<WorkerOptions> options, ILogger<SpoolReplay> logger)
{
    /// <returns>How many results were recorded; superseded ones do not count.</returns>
    public async Task<int> ReplayAsync(CancellationToken cancellationToken)
    {
        var recorded = 0;
        foreach (var path in SpoolFolder.FilesOf(options.Value.SpoolFolder))
        {
            recorded += await ReplayAsync(path, cancellationToken);
        }

        return recorded;
    }

    private async Task<int> ReplayAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var recorded = await ReplayLockedAsync(path, cancellationToken);
            File.Delete(path);
            return recorded;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Its worker lives, or it is another user's.
            return 0;
        }
    }

    private async Task<int> ReplayLockedAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = SpoolFolder.Open(path, FileMode.Open);
        var results = await ReadAsync(file, cancellationToken);
        var answers = await queue.RecordAsync(results, cancellationToken);
        var recorded = answers.Count(answer => answer == RecordAnswer.Recorded);
        Replayed(path, recorded, results.Count);
        return recorded;
    }

    /// <summary>A last line that was cut off by the death of its writer is left out: its result was never acknowledged.</summary>
    private async Task<IReadOnlyList<Measurement>> ReadAsync(Stream file, CancellationToken cancellationToken)
    {
        var results = new List<Measurement>();
        using var reader = new StreamReader(file, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            try
            {
                results.Add(JsonSerializer.Deserialize(line, StorageJson.Default.Measurement)!);
            }
            catch (JsonException exception)
            {
                LineUnreadable(exception);
            }
        }

        return results;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Spool {Path}: {Recorded} of {Results} results recorded")]
    private partial void Replayed(string path, int recorded, int results);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A line of the spool is unreadable and left out")]
    private partial void LineUnreadable(Exception exception);
}
