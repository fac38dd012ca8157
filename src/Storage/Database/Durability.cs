namespace Persona.Bench.Storage.Database;

/// <summary>What a commit survives.</summary>
public enum Durability
{
    /// <summary>
    /// The death of every process. In an embedded store a power cut may undo the newest of these commits. For claims and hints that costs a
    /// repeated call at most, and it saves every iteration from waiting for the disk. A database server makes no difference.
    /// </summary>
    Crash,

    /// <summary>A power cut too: for results, and for anything confirmed to a user.</summary>
    PowerCut,
}
