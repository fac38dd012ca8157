using System.Text.Json;
using System.Text.Json.Serialization;

namespace Persona.Bench.Worker.Recording;

/// <summary>The first line of a spool: names the store of the results that follow.</summary>
/// <param name="Store">The store's identity, independent of its address.</param>
/// <param name="Address">Its address for display, without password.</param>
internal sealed record SpoolHeader([property: JsonRequired] Guid Store, string? Address)
{
    public byte[] ToLine() => [.. JsonSerializer.SerializeToUtf8Bytes(this, SpoolJson.Default.SpoolHeader), (byte)'\n'];

    /// <returns>Null when the line is not a header: older versions wrote none.</returns>
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
