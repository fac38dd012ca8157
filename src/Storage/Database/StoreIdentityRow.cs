namespace Persona.Bench.Storage.Database;

/// <summary>Which store this is, whatever address it is reached by. There is one row.</summary>
public sealed class StoreIdentityRow
{
    /// <summary>Always 1, so that there is no second row.</summary>
    public required int Id { get; init; }

    /// <summary>Drawn when the store was first asked for it.</summary>
    public required Guid Identity { get; init; }
}
