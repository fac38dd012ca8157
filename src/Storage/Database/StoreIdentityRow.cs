namespace Persona.Bench.Storage.Database;

/// <summary>Identifies the store, whatever address it is reached by. The table has one row.</summary>
public sealed class StoreIdentityRow
{
    /// <summary>Always 1, so that there is no second row.</summary>
    public required int Id { get; init; }

    /// <summary>Generated on first request.</summary>
    public required Guid Identity { get; init; }
}
