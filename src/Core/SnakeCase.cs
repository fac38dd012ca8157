using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Persona.Bench.Core;

/// <summary>
/// The spelling of enum values in files, tables and output: <c>RateLimited</c> is <c>rate_limited</c>, unless
/// <see cref="JsonStringEnumMemberNameAttribute"/> says otherwise.
/// </summary>
public static class SnakeCase
{
    public static string Format<T>(T value) where T : struct, Enum => Cache<T>.Words.NameOf(Unsafe.BitCast<T, int>(value));

    public static bool TryParse<T>(string text, out T value) where T : struct, Enum
    {
        var isKnown = Cache<T>.Words.TryParse(text, out var number);
        value = Unsafe.BitCast<int, T>(number);
        return isKnown;
    }

    public static IReadOnlyCollection<string> All<T>() where T : struct, Enum => Cache<T>.Words.All;

    private static class Cache<T> where T : struct, Enum
    {
        public static readonly EnumWords Words = new(typeof(T));
    }

    /// <summary>
    /// Not generic: collections of an enum are JIT-compiled for each enum at every start, which ahead-of-time compilation does not prevent.
    /// </summary>
    private sealed class EnumWords
    {
        private readonly Dictionary<int, string> _names = [];
        private readonly Dictionary<string, int> _values = new(StringComparer.Ordinal);

        public EnumWords(Type type)
        {
            var numbers = (int[])Enum.GetValuesAsUnderlyingType(type);
            var names = Enum.GetNames(type);
            for (var i = 0; i < numbers.Length; i++)
            {
                var word = type.GetField(names[i])!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
                    ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(names[i]);
                _names.Add(numbers[i], word);
                _values.Add(word, numbers[i]);
                All.Add(word);
            }
        }

        public List<string> All { get; } = [];

        public string NameOf(int value) => _names[value];

        public bool TryParse(string text, out int value) => _values.TryGetValue(text, out value);
    }
}
