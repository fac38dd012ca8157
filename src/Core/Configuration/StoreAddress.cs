using System.Data.Common;

namespace Persona.Bench.Core.Configuration;

/// <summary>Where measurements are stored. Its text form holds no password.</summary>
public abstract record StoreAddress
{
    private const string Forms = "write sqlite:PATH, postgresql://USER@HOST:PORT/DATABASE or postgres:Host=…;Database=…";

    private StoreAddress()
    {
    }

    /// <summary>The form that <see cref="Parse"/> accepts; may hold a password.</summary>
    public abstract string ToConnection();

    /// <summary>A file on this machine.</summary>
    public sealed record Sqlite(string Path) : StoreAddress
    {
        public override string ToConnection() => $"sqlite:{Path}";

        public override string ToString() => $"sqlite:{Path}";
    }

    /// <summary>A server; the connection string may hold a password.</summary>
    public sealed record Postgres(string ConnectionString) : StoreAddress
    {
        public override string ToConnection() => $"postgres:{ConnectionString}";

        public override string ToString()
        {
            var builder = new DbConnectionStringBuilder { ConnectionString = ConnectionString };
            return $"postgres:{Value(builder, "Host")}/{Value(builder, "Database")}";
        }
    }

    /// <summary>Reads <c>sqlite:PATH</c>, <c>postgresql://…</c>, <c>postgres://…</c> or <c>postgres:KEY=VALUE;…</c>.</summary>
    /// <exception cref="ConfigurationException">It is none of them. The message does not repeat the text, which may hold a password.</exception>
    public static StoreAddress Parse(string text)
    {
        if (text.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase)) return ParseSqlite(text["sqlite:".Length..]);
        if (text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)) return new Postgres(PostgresUri.ToConnectionString(text));
        if (text.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase)) return ParsePostgres(text["postgres:".Length..]);
        throw new ConfigurationException($"not a store address: {Forms}");
    }

    private static Sqlite ParseSqlite(string path)
    {
        const string advice = "name a file, such as sqlite:.persona/bench.db";
        if (string.IsNullOrWhiteSpace(path)) throw new ConfigurationException($"sqlite: has no file: {advice}");
        if (path.Contains(":memory:", StringComparison.OrdinalIgnoreCase))
            throw new ConfigurationException($"sqlite::memory: cannot be shared by the parts of a run: {advice}");
        return path.AsSpan().ContainsAny('\0', ';')
            ? throw new ConfigurationException($"the path after sqlite: contains a character that is not allowed: {advice}")
            : new Sqlite(path);
    }

    private static Postgres ParsePostgres(string text)
    {
        DbConnectionStringBuilder builder;
        try
        {
            builder = new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException error)
        {
            throw new ConfigurationException("postgres: is not followed by KEY=VALUE;…: write postgres:Host=…;Database=…;Username=…", error);
        }

        foreach (var key in new[] { "Host", "Database" })
        {
            if (Value(builder, key).Length == 0)
                throw new ConfigurationException($"postgres: has no {key}: write postgres:Host=…;Database=…;Username=…");
        }

        return new Postgres(builder.ConnectionString);
    }

    // Npgsql accepts Server as an alias of Host.
    private static string Value(DbConnectionStringBuilder builder, string key)
    {
        var isGiven = builder.TryGetValue(key, out var value) || (key == "Host" && builder.TryGetValue("Server", out value));
        return isGiven ? $"{value}".Trim() : "";
    }
}
