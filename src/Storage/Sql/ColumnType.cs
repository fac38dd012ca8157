namespace Persona.Bench.Storage.Sql;

/// <summary>Column types of our tables; each dialect has its own names for them.</summary>
internal enum ColumnType
{
    Id,
    Text,
    Integer,
    Long,
    Real,
    Instant,
    Flag,
}
