using Microsoft.EntityFrameworkCore.Design;

namespace Persona.Bench.Storage.Database;

/// <summary>Used by <c>dotnet ef</c> only, to write migrations.</summary>
internal sealed class SqliteDesignFactory : IDesignTimeDbContextFactory<SqliteBenchDbContext>
{
    public SqliteBenchDbContext CreateDbContext(string[] args) => new(SqliteBenchDbContext.OptionsOf("Data Source=design.db"));
}
