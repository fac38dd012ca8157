using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Persona.Bench.Cli.Json;

internal static class JsonText
{
    // Readable where JSON allows it: the output is a document, not part of a web page.
    private static readonly JsonSerializerOptions Readable = new(BenchJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of<T>(T document, JsonTypeInfo<T> type) =>
        JsonSerializer.Serialize(document, (JsonTypeInfo<T>)Readable.GetTypeInfo(type.Type));
}
