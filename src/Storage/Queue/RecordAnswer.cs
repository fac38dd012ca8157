namespace Persona.Bench.Storage.Queue;

public enum RecordAnswer
{
    /// <summary>Stored now, or by an earlier call that could not say so.</summary>
    Recorded,

    /// <summary>Another attempt holds the item, or it is closed: the result is not used.</summary>
    Superseded,
}
