using System.Text.Json;

namespace Persona.Bench.Core;

/// <summary>The one spelling of enum values in files, tables and output: <c>RateLimited</c> is <c>rate_limited</c>.</summary>
public static class SnakeCase
{
    public static string Of<T>(T value) where T : struct, Enum => Cache<T>.Names[value];

    public static bool TryParse<T>(string text, out T value) where T : struct, Enum => Cache<T>.Values.TryGetValue(text, out value);

    public static IReadOnlyCollection<string> All<T>() where T : struct, Enum => Cache<T>.Values.Keys;

    private static class Cache<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Names =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly Dictionary<string, T> Values = Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
