namespace Persona.Bench.Storage.Queue;

public enum RecordAnswer
{
    /// <summary>Stored now, or by an earlier call that could not say so.</summary>
    Recorded,

    /// <summary>Another attempt holds the item, or it is closed: the result is not used.</summary>
    Superseded,

    /// <summary>This store has no such item: it may be another store's result, and nobody may throw it away for this answer.</summary>
    Unknown,
}
