using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Persona.Bench.Storage.Database;

/// <summary>The ids of our migrations, without loading the model: at startup that would take longer than everything else.</summary>
internal static class KnownMigrations
{
    public static IReadOnlyCollection<string> For<TContext>() where TContext : DbContext =>
    [
        .. typeof(KnownMigrations).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == typeof(TContext))
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>(),
    ];

    /// <summary>Why this version cannot use a store with these migrations; null: it can, or can bring it up to date.</summary>
    public static string? Problem(IReadOnlyCollection<string> applied, IReadOnlyCollection<string> known)
    {
        // Ids start with a date. Ids earlier than our first one are from before the first release.
        return applied.Except(known, StringComparer.Ordinal).Min(StringComparer.Ordinal) switch
        {
            null => null,
            var unknown when string.CompareOrdinal(unknown, known.Min(StringComparer.Ordinal)) < 0 =>
                "was created before the first release and cannot be converted; create a new one",
            _ => "was written by a newer version; update Persona.Bench",
        };
    }
}
