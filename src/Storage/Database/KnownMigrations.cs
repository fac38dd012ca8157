using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Persona.Bench.Storage.Database;

/// <summary>The ids of our migrations, without loading the model: at a start that takes longer than everything else.</summary>
internal static class KnownMigrations
{
    public static IReadOnlyCollection<string> For<TContext>() where TContext : DbContext =>
    [
        .. typeof(KnownMigrations).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == typeof(TContext))
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>(),
    ];
}
