using System.Text.Json;
using System.Text.Json.Serialization;
using Persona.Bench.Core;

namespace Persona.Bench.Cli.Documents.Formats.Json;

/// <summary>Enums as <see cref="SnakeCase"/> writes them.</summary>
internal sealed class SnakeCaseConverter<T> : JsonConverter<T> where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && SnakeCase.TryParse<T>(reader.GetString()!, out var value)
            ? value
            : throw new JsonException($"expected one of {string.Join(", ", SnakeCase.All<T>())}");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(SnakeCase.Format(value));
}
