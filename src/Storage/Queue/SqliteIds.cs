using System.Text.Json;

namespace Persona.Bench.Storage.Queue;

/// <summary>Ids as SQL's <c>json_each</c> must see them: in the upper case in which the driver stores them.</summary>
internal static class SqliteIds
{
    public static string Json(IReadOnlyList<Guid> ids) =>
        JsonSerializer.Serialize([.. ids.Select(id => id.ToString().ToUpperInvariant())], StorageJson.Default.IReadOnlyListString);
}
