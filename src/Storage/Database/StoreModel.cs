namespace Persona.Bench.Storage.Database;

/// <summary>EF Core's model of a store: for migrations, and for tests that read rows.</summary>
public static class StoreModel
{
    public static BenchDbContext CreateContext(this IStore store) => store switch
    {
        SqliteStore sqlite => new SqliteBenchDbContext(SqliteBenchDbContext.OptionsOf(SqliteConnections.StringOf(sqlite.Path))),
        PostgresStore postgres => new PostgresBenchDbContext(PostgresBenchDbContext.OptionsOf(postgres.Source)),
        _ => throw new ArgumentOutOfRangeException(nameof(store), store, "no model for this store"),
    };
}
