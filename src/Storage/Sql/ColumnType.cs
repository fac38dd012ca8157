namespace Persona.Bench.Storage.Sql;

/// <summary>The types that our tables use; each dialect has its own names for them.</summary>
internal enum ColumnType
{
    Id,
    Text,
    Integer,
    Long,
    Real,
    Instant,
}
