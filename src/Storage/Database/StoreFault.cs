namespace Persona.Bench.Storage.Database;

/// <summary>Why the store did not do what was asked.</summary>
public enum StoreFault
{
    /// <summary>It cannot be reached or is busy: the same statement may succeed later, without intervention.</summary>
    Away,

    /// <summary>It refuses, and will until somebody intervenes: a missing grant or table, another version, a broken file.</summary>
    Refused,

    /// <summary>It accepts no writes: the disk is full or broken, a quota or size limit is reached, or it is read-only.</summary>
    Full,

    /// <summary>It accepts writes, but not these values.</summary>
    Data,
}
