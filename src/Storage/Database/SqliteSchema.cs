namespace Persona.Bench.Storage.Database;

/// <summary>All migrations as one script for an empty file; a test compares it with the migrations.</summary>
internal static class SqliteSchema
{
    private const string Resource = "Persona.Bench.Storage.Database.Migrations.Sqlite.schema.sql";

    public static string Script()
    {
        using var stream = typeof(SqliteSchema).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
