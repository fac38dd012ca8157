namespace Persona.Bench.Storage.Queue;

public enum RecordAnswer
{
    /// <summary>Stored now, or by an earlier call whose answer was lost.</summary>
    Recorded,

    /// <summary>Another attempt holds the item, or the item is closed. The result is not used.</summary>
    Superseded,

    /// <summary>This store has no such item. The result may belong to another store, so callers must not discard it on this answer.</summary>
    Unknown,
}
