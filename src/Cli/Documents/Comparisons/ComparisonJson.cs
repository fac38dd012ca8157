using System.Text.Json;
using System.Text.Json.Serialization;
using Persona.Bench.Cli.Documents.Formats.Json;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Comparability;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>Writes and reads comparisons as JSON.</summary>
internal static class ComparisonJson
{
    /// <summary>Far more than a comparison needs, far less than would hurt the process.</summary>
    private const int LargestFile = 256 * 1024 * 1024;

    public static string Write(ComparisonDocument document) => JsonText.Serialize(document, ComparisonJsonContext.Default.ComparisonDocument);

    /// <exception cref="UsageException">The file cannot be read or is not a comparison.</exception>
    public static ComparisonDocument Read(string path)
    {
        try
        {
            using var stream = Open(path);
            return Require(path, JsonSerializer.Deserialize(stream, ComparisonJsonContext.Default.ComparisonDocument));
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{Place(path, exception)}: {NoComparison}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Shown(path)}: the comparison cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>A pipe has no length, so it is read up to the limit.</summary>
    private static Stream Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (stream.CanSeek)
        {
            return stream.Length <= LargestFile ? stream : throw TooLarge(path);
        }

        using (stream)
        {
            var content = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                content.Write(buffer, 0, read);
                if (content.Length > LargestFile)
                {
                    throw TooLarge(path);
                }
            }

            content.Position = 0;
            return content;
        }
    }

    private static UsageException TooLarge(string path) =>
        new($"{Shown(path)}: the file is too large for a comparison; the limit is {LargestFile / 1024 / 1024} MB");

    private const string NoComparison = "not a comparison that this version can read; 'persona benchmark compare --format json --output FILE' writes one";

    private static ComparisonDocument Require(string path, ComparisonDocument? document) => document switch
    {
        { Schema: ComparisonDocument.CurrentSchema, Baselines.Count: > 0 } => document,
        null or { Schema: ComparisonDocument.CurrentSchema } => throw new UsageException($"{Shown(path)}: {NoComparison}"),
        _ => throw new UsageException(
            $"{Shown(path)}: {Printable.Quoted(document.Schema)} is not a schema that this version can read; expected {ComparisonDocument.CurrentSchema}"),
    };

    private static string Place(string path, JsonException exception)
    {
        var line = exception.LineNumber is { } number ? $":{number + 1}" : "";
        var key = exception.Path is { Length: > 2 } found ? $": {Printable.Line(found[2..], 200)}" : "";
        return $"{Shown(path)}{line}{key}";
    }

    private static string Shown(string path) => Printable.Line(path, 400);
}

/// <summary>Serialises without reflection, which would slow down the start.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    Converters =
    [
        typeof(SnakeCaseConverter<Verdict>), typeof(SnakeCaseConverter<DecisionRule>), typeof(SnakeCaseConverter<OutlierPolicy>),
        typeof(SnakeCaseConverter<FailLevel>), typeof(SnakeCaseConverter<ComparabilityLevel>), typeof(SnakeCaseConverter<DifferenceWeight>),
        typeof(SnakeCaseConverter<MetricDirection>), typeof(SnakeCaseConverter<ThresholdStatus>), typeof(SnakeCaseConverter<MetricStatus>),
    ])]
[JsonSerializable(typeof(ComparisonDocument))]
internal sealed partial class ComparisonJsonContext : JsonSerializerContext;
