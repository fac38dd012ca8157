using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace Persona.Bench.Storage.Database;

/// <summary>Used by <c>dotnet ef</c> only, to write migrations.</summary>
internal sealed class PostgresDesignFactory : IDesignTimeDbContextFactory<PostgresBenchDbContext>
{
    public PostgresBenchDbContext CreateDbContext(string[] args) => new(PostgresBenchDbContext.OptionsOf(NpgsqlDataSource.Create("Host=localhost;Database=design")));
}
