namespace Persona.Bench.Storage.Database;

public sealed class FingerprintRow
{
    /// <summary><c>sha256:…</c> over the hard fields.</summary>
    public required string Id { get; init; }

    /// <summary>All fields, as JSON, as first seen.</summary>
    public required string Environment { get; init; }
}
