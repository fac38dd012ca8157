using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Persona.Bench.Emulator.GroundTruth;

/// <summary>Format of the ground-truth lines: one JSON object each, keys and enum values in snake_case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = false)]
[JsonSerializable(typeof(GroundTruthRecord))]
internal sealed partial class GroundTruthContext : JsonSerializerContext;

/// <summary>Reads and writes the lines of the ground truth.</summary>
public static class GroundTruthJson
{
    private static readonly GroundTruthContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<RequestEnd>(JsonNamingPolicy.SnakeCaseLower) },
    });

    /// <summary>Without the line feed.</summary>
    public static string ToLine(GroundTruthRecord record) => JsonSerializer.Serialize(record, Context.GroundTruthRecord);

    /// <exception cref="JsonException">The line is not a record.</exception>
    public static GroundTruthRecord FromLine(string line) =>
        JsonSerializer.Deserialize(line, Context.GroundTruthRecord) ?? throw new JsonException("The line contains no record.");

    /// <summary>All records of a file.</summary>
    public static async Task<IReadOnlyList<GroundTruthRecord>> ReadAsync(string path, CancellationToken cancellationToken) =>
        [.. (await File.ReadAllLinesAsync(path, cancellationToken)).Where(line => line.Length > 0).Select(FromLine)];
}
