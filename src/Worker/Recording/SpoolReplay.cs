using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Queue;

namespace Persona.Bench.Worker.Recording;

/// <summary>Records the results that dead workers on this machine had spooled. Deletes nothing that this store has not acknowledged.</summary>
public sealed partial class SpoolReplay(IWorkQueue queue, IOptions<WorkerOptions> options, ILogger<SpoolReplay> logger)
{
    private readonly ResultSifter _sifter = new(queue);
    private readonly List<string> _notices = [];

    /// <summary>Notices for the user about spools left in place and lines set aside; one line each.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <returns>The number of results recorded, without superseded ones.</returns>
    public async Task<int> ReplayAsync(CancellationToken cancellationToken)
    {
        _notices.Clear();
        string[] paths = [.. SpoolFolder.FilesOf(options.Value.SpoolFolder)];
        if (paths.Length == 0)
        {
            return 0;
        }

        var store = await queue.StoreIdentityAsync(cancellationToken);
        var recorded = 0;
        foreach (var path in paths)
        {
            recorded += await ReplayAsync(path, store, cancellationToken);
        }

        return recorded;
    }

    private async Task<int> ReplayAsync(string path, Guid store, CancellationToken cancellationToken)
    {
        if (TryOpen(path) is not { } file)
        {
            return 0;
        }

        await using (file)
        {
            var content = await SpoolContent.ReadAsync(file, cancellationToken);
            if (content is { Results: [], Unreadable: [] })
            {
                File.Delete(path);
                return 0;
            }

            if (content.Header is { } header && header.Store != store)
            {
                LeaveToOther(path, header, content.Results.Count);
                return 0;
            }

            return await RecordAsync(path, content, cancellationToken);
        }
    }

    // Null if its worker is alive, it belongs to another user, or another process has just replayed it.
    private static FileStream? TryOpen(string path)
    {
        try
        {
            return SpoolFolder.Open(path, FileMode.Open);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task<int> RecordAsync(string path, SpoolContent content, CancellationToken cancellationToken)
    {
        var sifted = await _sifter.RecordAsync([.. content.Results.Select(spooled => spooled.Result)], cancellationToken);
        var recorded = sifted.Count(one => one is { Refusal: null, Answer: RecordAnswer.Recorded });
        Replayed(path, recorded, content.Results.Count);
        if (sifted.Count(one => one is { Refusal: null, Answer: RecordAnswer.Unknown }) is > 0 and var unknown)
        {
            // Keeps the whole file, unreadable lines included, so that a later replay does not set the same lines aside again.
            Unknown(unknown, path);
            _notices.Add($"{path}: {(unknown == 1 ? "1 result of a run" : $"{unknown} results of runs")} that this store does not have; left in place");
            return recorded;
        }

        SpoolLine[] rejected = [.. content.Unreadable, .. content.Results.Zip(sifted).Where(pair => pair.Second.Refusal is not null).Select(pair => pair.First.Line)];
        if (TrySetAside(path, rejected, sifted.FirstOrDefault(one => one.Refusal is not null)?.Refusal))
        {
            await StandInAsync(path, sifted, cancellationToken);
            File.Delete(path);
        }

        return recorded;
    }

    private bool TrySetAside(string path, SpoolLine[] lines, string? refusal)
    {
        if (lines.Length == 0)
        {
            return true;
        }

        var target = SpoolFolder.RejectedPathOf(path);
        var numbers = $"{(lines.Length == 1 ? "line" : "lines")} {string.Join(", ", lines.Select(line => line.Number).Order())}";
        try
        {
            RejectedResults.Append(target, lines.Select(line => line.Bytes));
        }
        catch (Exception exception) when (Spool.IsOfDisk(exception))
        {
            NotSetAside(path, numbers, exception.Message);
            return false;
        }

        var reason = refusal ?? "unreadable";
        SetAside(path, numbers, reason, target);
        _notices.Add($"{path}: {numbers} not recorded ({reason}); kept in {target}");
        return true;
    }

    private async Task StandInAsync(string path, IReadOnlyList<Sifted> sifted, CancellationToken cancellationToken)
    {
        foreach (var refused in sifted.Where(one => one.Refusal is not null))
        {
            try
            {
                await queue.RecordAsync([ResultSifter.StandInFor(refused.Result, Path.GetFileName(SpoolFolder.RejectedPathOf(path)))], cancellationToken);
            }
            catch (Exception exception) when (StoreFaults.Classify(exception) == StoreFault.Data)
            {
                // No worker writes this. Its item, if any, is repeated when its lease expires, and given up after the third attempt.
            }
        }
    }

    private void LeaveToOther(string path, SpoolHeader header, int results)
    {
        var address = header.Address ?? $"{header.Store}";
        OfOtherStore(path, results, address);
        _notices.Add($"{path}: {(results == 1 ? "1 result" : $"{results} results")} of another store, {address}; left in place");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Spool {Path}: {Recorded} of {Results} results recorded")]
    private partial void Replayed(string path, int recorded, int results);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Spool {Path} has {Results} results of another store, {Store}; it is left in place")]
    private partial void OfOtherStore(string path, int results, string store);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Results} results in spool {Path} are of runs that this store does not have; it is left in place")]
    private partial void Unknown(int results, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "Spool {Path}, {Lines}: not recorded ({Reason}); kept in {Target}")]
    private partial void SetAside(string path, string lines, string reason, string target);

    [LoggerMessage(Level = LogLevel.Error, Message = "Spool {Path}, {Lines}: not recorded, and cannot be set aside ({Reason}); the spool is kept")]
    private partial void NotSetAside(string path, string lines, string reason);
}
