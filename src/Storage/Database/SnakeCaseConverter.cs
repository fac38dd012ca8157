using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Persona.Bench.Core;

namespace Persona.Bench.Storage.Database;

internal sealed class SnakeCaseConverter<T>() : ValueConverter<T, string>(value => SnakeCase.Format(value), text => Parse(text)) where T : struct, Enum
{
    private static T Parse(string text) =>
        SnakeCase.TryParse<T>(text, out var value) ? value : throw new InvalidDataException($"'{text}' in the store is not a valid {typeof(T).Name}");
}
