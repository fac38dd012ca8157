namespace Persona.Bench.Storage.Database;

/// <summary>What kind of thing kept the store from doing what it was asked.</summary>
public enum StoreFault
{
    /// <summary>It cannot be reached or is busy just now: the same statement may succeed later, by itself.</summary>
    Away,

    /// <summary>It answers and says no, and will until somebody changes it: a missing grant or table, another version, a broken file.</summary>
    Refused,

    /// <summary>It takes no writes: the disk is full or broken, a quota or limit of size is reached, or it is read-only.</summary>
    Full,

    /// <summary>It takes writes, but not these values.</summary>
    Data,
}
