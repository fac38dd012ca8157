using Persona.Bench.Emulator.GroundTruth;

namespace Persona.Bench.Faults.Processes;

/// <summary>Reads the emulator's log as it grows.</summary>
internal sealed class GroundTruthTail(string path)
{
    private readonly List<GroundTruthRecord> _records = [];
    private long _position;
    private string _rest = "";

    /// <summary>The records in the log so far.</summary>
    public async Task<IReadOnlyList<GroundTruthRecord>> ReadAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        reader.BaseStream.Position = _position;
        var text = _rest + await reader.ReadToEndAsync(cancellationToken);
        _position = reader.BaseStream.Position;
        // The last line may be incomplete.
        var end = text.LastIndexOf('\n') + 1;
        _rest = text[end..];
        // Token timestamps are not needed here and take most of the memory.
        _records.AddRange(text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => GroundTruthJson.FromLine(line) with { ChunksNs = [] }));
        return _records;
    }
}
