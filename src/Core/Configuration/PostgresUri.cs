using System.Data.Common;

namespace Persona.Bench.Core.Configuration;

/// <summary>Converts a PostgreSQL URI, as libpq accepts it, to the keywords of Npgsql.</summary>
internal static class PostgresUri
{
    private const string Advice = "write postgresql://bench@localhost:5432/bench";

    private static readonly Dictionary<string, string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["options"] = "Options",
        ["passfile"] = "Passfile",
    };

    public static string ToConnectionString(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            throw new ConfigurationException($"postgresql:// is not followed by USER@HOST:PORT/DATABASE: {Advice}");
        var database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (database.Length == 0 || database.Contains('/', StringComparison.Ordinal))
            throw new ConfigurationException($"postgresql:// has no database: {Advice}");
        var builder = new DbConnectionStringBuilder { ["Host"] = uri.Host.Trim('[', ']'), ["Database"] = database };
        if (uri.Port > 0) builder["Port"] = uri.Port;
        AddUser(builder, uri.UserInfo);
        AddParameters(builder, uri.Query);
        return builder.ConnectionString;
    }

    private static void AddUser(DbConnectionStringBuilder builder, string userInfo)
    {
        if (userInfo.Length == 0) return;
        var parts = userInfo.Split(':', 2);
        builder["Username"] = Uri.UnescapeDataString(parts[0]);
        if (parts.Length == 2) builder["Password"] = Uri.UnescapeDataString(parts[1]);
    }

    private static ConfigurationException Unknown(string parameter) => new(
        $"postgresql://: unknown parameter {Printable.Quoted(parameter)}: {Suggestion.Sentence(parameter, Keywords.Keys)}");

    private static void AddParameters(DbConnectionStringBuilder builder, string query)
    {
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (parts.Length != 2 || !Keywords.TryGetValue(parts[0], out var keyword))
                throw Unknown(parts[0]);
            // libpq writes verify-full, Npgsql VerifyFull.
            var value = Uri.UnescapeDataString(parts[1]);
            builder[keyword] = keyword == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
    }
}
