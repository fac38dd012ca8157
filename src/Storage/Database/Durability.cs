namespace Persona.Bench.Storage.Database;

/// <summary>What a commit outlives.</summary>
public enum Durability
{
    /// <summary>
    /// The death of every process. A power cut may undo the newest of these commits in an embedded store; for claims and hints that
    /// costs a repeated call at most, and spares each iteration waits for the disk. A database server makes no difference.
    /// </summary>
    Crash,

    /// <summary>A power cut too: results, and what a person was told.</summary>
    PowerCut,
}
