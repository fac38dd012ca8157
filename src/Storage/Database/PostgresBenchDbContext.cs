using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Persona.Bench.Storage.Database;

/// <summary>The shared store.</summary>
public sealed class PostgresBenchDbContext(DbContextOptions<PostgresBenchDbContext> options) : BenchDbContext(options)
{
    internal static DbContextOptions<PostgresBenchDbContext> OptionsOf(DbDataSource source) =>
        new DbContextOptionsBuilder<PostgresBenchDbContext>().UseNpgsql(source).UseSnakeCaseNamingConvention().Options;
}
