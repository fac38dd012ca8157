using System.Text.Json;
using System.Text.Json.Serialization;

namespace Persona.Bench.Worker.Recording;

/// <summary>The first line of a spool: whose results follow.</summary>
/// <param name="Store">The store's identity, whatever address it is reached by.</param>
/// <param name="Address">Where it was, for people; without password.</param>
internal sealed record SpoolHeader([property: JsonRequired] Guid Store, string? Address)
{
    public byte[] ToLine() => [.. JsonSerializer.SerializeToUtf8Bytes(this, SpoolJson.Default.SpoolHeader), (byte)'\n'];

    /// <returns>Null when the line is no header: an older version wrote none.</returns>
    public static SpoolHeader? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, SpoolJson.Default.SpoolHeader);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SpoolHeader))]
internal sealed partial class SpoolJson : JsonSerializerContext;
